import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerJson, openReview, readCount, type SnapshotParams } from "@/lib/server/review/answer";

/** Some of a line that is too long to be shown whole. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const side = searchParams.get("side");
  if (side !== "old" && side !== "new") throw new BadRequest("Expected the side old or new.");
  const file = readCount(searchParams.get("file"), "the number of a file");
  const line = readCount(searchParams.get("line"), "the number of a line");
  const from = searchParams.has("from") ? readCount(searchParams.get("from"), "the number of a character") : null;
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  const text = await container().review.readText(review.value, file, { side, line }, from);
  return text.ok ? answerJson(text.value) : respond(text, () => ({}));
});
