import type { PngShape } from "@/lib/core/evidence/parse-png";
import type { Result } from "@/lib/core/result";

/** Draws a picture anew. */
export type Pictures = {
  /** A PNG of the same points and nothing else: no metadata, no foreign compression. The error says why not. */
  readonly redraw: (bytes: Uint8Array, shape: PngShape) => Promise<Result<Uint8Array, string>>;
};
