import { PIECES_A_REQUEST, parseWant, ROWS_A_PIECE } from "@/lib/contract/review-api";
import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerJson, openReview, type SnapshotParams } from "@/lib/server/review/answer";

/** Pieces of the diff, row by row. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const { searchParams } = new URL(request.url);
  const layout = searchParams.get("layout");
  if (layout !== "unified" && layout !== "split") throw new BadRequest("Expected the layout unified or split.");
  const pieces = parseWant(searchParams.get("want") ?? "");
  if (!pieces) throw new BadRequest(`Expected 1 to ${PIECES_A_REQUEST} pieces hunk.before.after.from.to, each of at most ${ROWS_A_PIECE} rows.`);
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  const rows = await container().review.readRows(review.value, pieces, layout);
  return rows.ok ? answerJson(rows.value) : respond(rows, () => ({}));
});
