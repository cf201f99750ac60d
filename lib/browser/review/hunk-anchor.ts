import type { Digest } from "@/lib/core/digest";

const PREFIX = "hunk-";
const DIGITS = 12;

/** The id of a hunk's element, and with `#` its address on the page. */
export function hunkAnchor(hunkId: Digest): string {
  return PREFIX + hunkId.slice(0, DIGITS);
}

/** The beginning of a hunk id that an address names; null when it names something else. */
export function readHunkAnchor(hash: string): string | null {
  const [, idStart] = /^#hunk-([0-9a-f]{12,64})$/.exec(hash) ?? [];
  return idStart ?? null;
}
