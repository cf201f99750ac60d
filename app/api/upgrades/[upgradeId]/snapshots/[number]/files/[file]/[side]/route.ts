import { container } from "@/lib/server/container";
import { BadRequest } from "@/lib/server/http/check-write";
import { refusalResponse, requirePerson, respond, route } from "@/lib/server/http/route";
import { answerBytes, openReview, readCount, type SnapshotParams } from "@/lib/server/review/answer";
import { imageTypeOf } from "@/lib/services/review/file-content";

type ImageParams = SnapshotParams & { readonly file: string; readonly side: string };

/** A picture before or after the change. What its first bytes do not name as one is not served: an SVG is text with scripts in it. */
export const GET = route<ImageParams>(async (request, { file, side, ...params }) => {
  await requirePerson(request);
  if (side !== "old" && side !== "new") throw new BadRequest("Expected the side old or new.");
  const at = readCount(file, "the number of a file");
  const review = await openReview(params);
  if (!review.ok) return respond(review, () => ({}));
  const content = await container().review.readFile(review.value, at, side);
  if (!content.ok) return respond(content, () => ({}));
  const type = imageTypeOf(content.value);
  if (type === null) return refusalResponse({ code: "not-an-image", message: "This file is no PNG, JPEG, GIF or WebP picture.", details: [] }, 415);
  return answerBytes(content.value, { "content-type": type, "content-security-policy": "sandbox; default-src 'none'", "content-disposition": "inline" });
});
