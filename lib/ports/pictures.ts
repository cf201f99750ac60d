import type { PngShape } from "@/lib/core/evidence/parse-png";
import type { Result } from "@/lib/core/result";

/** Packs pictures anew. */
export type Pictures = {
  /** A PNG of the same points and nothing else: no metadata, no foreign compression. The error says why not. */
  readonly redraw: (shape: PngShape) => Promise<Result<Uint8Array, string>>;
};
