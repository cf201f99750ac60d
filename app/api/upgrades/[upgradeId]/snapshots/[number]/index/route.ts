import { requirePerson, respond, route } from "@/lib/server/http/route";
import { keptBytes, openReview, type SnapshotParams } from "@/lib/server/review/answer";

/** The columns of a snapshot; `decodeReviewIndex` reads them. */
export const GET = route<SnapshotParams>(async (request, params) => {
  await requirePerson(request);
  const review = await openReview(params);
  return review.ok ? keptBytes(review.value.source.bytes, { "content-type": "application/octet-stream" }) : respond(review, () => ({}));
});
