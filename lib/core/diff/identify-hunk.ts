import { type Digest, digestOf } from "@/lib/core/digest";
import { type AppMask, type AppNames, createAppMask } from "./app-mask";
import type { Hunk } from "./change";
import type { HunkLines } from "./hunk-lines";
import { toNormalisedPath } from "./normalised-path";
import type { RawChange } from "./parse-raw-diff";
import { ADDED, REMOVED } from "./patch-scan";
import type { ScannedFrame } from "./scan-file-patch";
import { type CreateSha256, createPortableSha256 } from "./sha256";
import { createTwinDigests, type TwinDigest } from "./twin-digest";

export type HunkIdentity = Pick<Hunk, "id" | "fingerprint">;

/** Gives the hunks of one snapshot their ids; equal ones are numbered in the order in which they are asked for. */
export type HunkIdentifier = {
  /** Identity of a block of changed lines within the headers around it. */
  readonly ofLines: (change: RawChange, lines: HunkLines, enclosing: readonly string[]) => HunkIdentity;
  /** Identity over blob ids, where there are no lines. */
  readonly ofBlobs: (change: RawChange) => HunkIdentity;
};

const utf8 = new TextEncoder();

/**
 * Identity covers both paths, kind, modes, content and enclosing blocks, then how many equal ones came
 * before in the snapshot. The fingerprint covers the same with the app's names hidden.
 */
export function createHunkIdentifier(names: AppNames, createSha256: CreateSha256 = createPortableSha256): HunkIdentifier {
  const mask = createAppMask(names);
  const startTwins = createTwinDigests(createSha256);
  const countRepeat = createRepeatCounter();

  function start(change: RawChange): TwinDigest {
    const twins = startTwins("upgrade-review/hunk-content/1", "upgrade-review/masked-content/1");
    addTexts(twins, [toNormalisedPath(change.path), toNormalisedPath(change.oldPath), change.kind, change.oldMode, change.newMode]);
    return twins;
  }

  function addTexts(twins: TwinDigest, texts: readonly string[]): void {
    for (const text of texts) {
      const bytes = utf8.encode(text);
      twins.each(bytes, mask.hide(bytes));
    }
  }

  function addLines(twins: TwinDigest, kind: number, { bytes, frame, block }: HunkLines, named: ReadonlySet<number>): void {
    for (let line = block.from; line < block.to; line += 1) {
      if (frame.kinds[line] !== kind) continue;
      const from = frame.starts[line] ?? 0;
      const to = exactEnd(frame, line);
      if (named.has(line)) twins.each(bytes.subarray(from, to), mask.hide(bytes.subarray(from, to)));
      else twins.both(bytes, from, to);
    }
  }

  function end(twins: TwinDigest): HunkIdentity {
    const [base, maskedBase] = twins.end();
    return {
      id: digestOf("upgrade-review/hunk/1", [base, `${countRepeat(base)}`]),
      fingerprint: digestOf("upgrade-review/fingerprint/1", [maskedBase, `${countRepeat(maskedBase)}`]),
    };
  }

  return {
    ofLines: (change, lines, enclosing) => {
      const named = findNamedLines(lines, mask);
      const twins = start(change);
      addTexts(twins, ["lines", `${lines.block.oldLines}`]);
      addLines(twins, REMOVED, lines, named);
      addTexts(twins, [`${lines.block.newLines}`]);
      addLines(twins, ADDED, lines, named);
      addTexts(twins, [`${enclosing.length}`, ...enclosing]);
      return end(twins);
    },
    ofBlobs: (change) => {
      const twins = start(change);
      addTexts(twins, ["blobs", change.oldOid, change.newOid, "0"]);
      return end(twins);
    },
  };
}

/** Lines of a block in which a name of the app stands. */
function findNamedLines({ frame, block, roughText }: HunkLines, mask: AppMask): ReadonlySet<number> {
  const base = frame.starts[block.from] ?? 0;
  const named = new Set<number>();
  let line = block.from;
  for (const offset of mask.offsetsIn(roughText)) {
    while (line < block.to && (frame.ends[line] ?? 0) <= base + offset) line += 1;
    named.add(line);
  }
  return named;
}

/** The offset after a line with its newline when it has one, so that losing the last newline is a change. */
function exactEnd({ ends, withoutNewline }: ScannedFrame, line: number): number {
  const end = ends[line] ?? 0;
  return withoutNewline.length > 0 && withoutNewline.includes(line) ? end : end + 1;
}

/** Numbers equal content within one snapshot: 0 for its first appearance, then 1, 2, … */
function createRepeatCounter(): (content: Digest) => number {
  const seen = new Map<Digest, number>();
  return (content) => {
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    return ordinal;
  };
}
