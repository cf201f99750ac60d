import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerJson, openReview, readCount, type SnapshotParams } from "@/lib/server/review/answer";
import { LINES_A_REQUEST } from "@/lib/services/review/read-lines";

/** Unchanged lines of a file, to read further than a hunk's context. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const file = readCount(searchParams.get("file"), "the number of a file");
  const range = { from: readCount(searchParams.get("from"), "the first line"), to: readCount(searchParams.get("to"), "the last line") };
  if (range.from < 1 || range.to < range.from || range.to - range.from >= LINES_A_REQUEST)
    throw new BadRequest(`Expected from 1 up to ${LINES_A_REQUEST} lines, first before last, got ${range.from} to ${range.to}.`);
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  const lines = await container().review.readLines(review.value, file, range);
  return lines.ok ? answerJson(lines.value) : respond(lines, () => ({}));
});
