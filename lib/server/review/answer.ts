import "server-only";
import { BadRequest } from "@/lib/server/http/check-write";
import { container } from "@/lib/server/container";
import type { Result } from "@/lib/core/result";
import type { Refusal } from "@/lib/core/upgrade/refusal";
import { placementSchema } from "@/lib/core/classify/category";
import type { BucketPlace } from "@/lib/services/review/read-bucket";
import type { OpenReview } from "@/lib/services/review/review-reader";

export type SnapshotParams = { readonly upgradeId: string; readonly number: string };

/** Nobody's code stays behind in a browser's cache; the page holds what it shows. */
const NOT_STORED = { "cache-control": "private, no-store" };

/** The snapshot an address names. @throws BadRequest when its number is none. */
export function openReview({ upgradeId, number }: SnapshotParams): Promise<Result<OpenReview, Refusal>> {
  return container().review.open(upgradeId, readCount(number, "a snapshot's number"));
}

/** The bucket an address names. @throws BadRequest when it names none */
export function readBucketPlace(request: Request, { upgradeId, number }: SnapshotParams): BucketPlace {
  const placement = placementSchema.safeParse(new URL(request.url).searchParams.get("bucket"));
  if (!placement.success) throw new BadRequest(`Expected a bucket: ${placementSchema.options.join(", ")}.`);
  return { upgradeId, number: readCount(number, "a snapshot's number"), placement: placement.data };
}

/** A whole number from 0 on, out of an address. @throws BadRequest */
export function readCount(text: string | null, what: string): number {
  if (text === null || !/^\d{1,9}$/.test(text)) throw new BadRequest(`Expected ${what}, got ${text === null ? "none" : JSON.stringify(text.slice(0, 40))}.`);
  return Number(text);
}

/** An answer about a snapshot. */
export function answerJson(body: unknown): Response {
  return Response.json(body, { headers: NOT_STORED });
}

/** Bytes of a snapshot. */
export function answerBytes(bytes: Uint8Array, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), { headers: { ...NOT_STORED, "x-content-type-options": "nosniff", ...headers } });
}
