import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerJson, openReview, type SnapshotParams } from "@/lib/server/review/answer";

/** Which lines moved from one hunk of a snapshot to another. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  return answerJson({ moves: await container().review.readMoves(review.value) });
});
