import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { answerBytes, openReview, type SnapshotParams } from "@/lib/server/review/answer";

/** The columns of a snapshot; `decodeReviewIndex` reads them. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  return answerBytes(await container().review.readIndex(review.value), { "content-type": "application/octet-stream" });
});
