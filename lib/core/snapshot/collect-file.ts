import type { AppFacts, Classification } from "@/lib/core/classify/classification";
import { createClassifier } from "@/lib/core/classify/classify";
import { createHunkDigester } from "@/lib/core/diff/identify-hunk";
import { type HunkMeasure, measureHunks } from "@/lib/core/diff/measure-hunks";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import { type ScannedPatch, scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import type { Sha256 } from "@/lib/core/diff/sha256";
import { toHunks } from "@/lib/core/diff/to-hunks";
import type { CollectedFile } from "./collected-file";

const UNMEASURED: HunkMeasure = { whitespaceOnly: false, linesAfter: 0 };

/** Makes a function that reads a file's patch: its hunks, each classified and digested. */
export function createFileCollector(facts: AppFacts, sha256: Sha256 | undefined): (change: RawChange, patch: Uint8Array) => CollectedFile {
  const digester = createHunkDigester(facts, sha256);
  const classify = createClassifier();
  return (change, bytes) => {
    const patch: ScannedPatch = scanFilePatch(bytes);
    const measure = measureHunks(patch);
    const hunks = toHunks(change, patch, digester).map(({ hunk, content }, at) => {
      const classification: Classification = classify({ change, facts, content });
      return { ...hunk, ...classification, ...(measure.hunks[at] ?? UNMEASURED) };
    });
    const { binary, additions, deletions } = patch;
    return { change, binary, additions, deletions, width: measure.width, hunks };
  };
}
