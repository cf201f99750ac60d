import type { Digest } from "@/lib/core/digest";
import { type AppMask, type AppNames, createAppMask } from "./app-mask";
import type { Hunk } from "./change";
import type { HunkLines } from "./hunk-lines";
import { toNormalisedPath } from "./normalised-path";
import type { RawChange } from "./parse-raw-diff";
import { ADDED, REMOVED } from "./patch-scan";
import { PORTABLE_SHA256, type Sha256 } from "./sha256";
import { createTwinDigests, type TwinDigests } from "./twin-digest";

export type HunkIdentity = Pick<Hunk, "id" | "fingerprint">;

/** Identifies the hunks of one file. */
export type IdentifyHunk = {
  /** Identity of changed lines within the headers around them. */
  readonly lines: (lines: HunkLines, enclosing: readonly string[]) => HunkIdentity;
  /** Identity over blob ids, where there are no lines. */
  readonly blobs: () => HunkIdentity;
};

/** Gives the hunks of one snapshot their ids; equal ones are numbered in the order in which they are asked for. */
export type HunkIdentifier = { readonly of: (change: RawChange) => IdentifyHunk };

/** A text as exact bytes and as bytes with the app's names hidden: the same array when it holds none. */
type Part = { readonly exact: Uint8Array; readonly masked: Uint8Array };
type ToPart = (text: string) => Part;

/**
 * Identity covers both paths, kind, modes, content and enclosing blocks, then how many equal ones came
 * before in the snapshot. The fingerprint covers the same with the app's names hidden.
 */
export function createHunkIdentifier(names: AppNames, sha256: Sha256 = PORTABLE_SHA256): HunkIdentifier {
  const mask = createAppMask(names);
  const toPart = createParts(mask);
  const twins = createTwinDigests(sha256);
  const countRepeat = createRepeatCounter();

  function end(): HunkIdentity {
    const [base, maskedBase] = twins.end();
    const [repeat, maskedRepeat] = [countRepeat(base), countRepeat(maskedBase)];
    twins.start("upgrade-review/hunk/1", "upgrade-review/fingerprint/1");
    twins.each(utf8.encode(base), utf8.encode(maskedBase));
    twins.each(utf8.encode(`${repeat}`), utf8.encode(`${maskedRepeat}`));
    const [id, fingerprint] = twins.end();
    return { id, fingerprint };
  }

  return {
    of: (change) => {
      const place = [toNormalisedPath(change.path), toNormalisedPath(change.oldPath), change.kind, change.oldMode, change.newMode].map(toPart);
      const start = (): void => {
        twins.start("upgrade-review/hunk-content/1", "upgrade-review/masked-content/1");
        for (const part of place) addPart(twins, part);
      };
      const addTexts = (texts: readonly string[]): void => {
        for (const text of texts) addPart(twins, toPart(text));
      };
      return {
        lines: (lines, enclosing) => {
          const named = findNamedLines(lines, mask);
          start();
          addTexts(["lines", `${lines.block.oldLines}`]);
          addLines(twins, lines, REMOVED, named, mask);
          addTexts([`${lines.block.newLines}`]);
          addLines(twins, lines, ADDED, named, mask);
          addTexts([`${enclosing.length}`, ...enclosing]);
          return end();
        },
        blobs: () => {
          start();
          addTexts(["blobs", change.oldOid, change.newOid, "0"]);
          return end();
        },
      };
    },
  };
}

const utf8 = new TextEncoder();
/** Texts that come again and again, such as numbers and the headers of a file, are kept; not all for ever. */
const KEPT_PARTS = 5_000;

function createParts(mask: AppMask): ToPart {
  const kept = new Map<string, Part>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const exact = utf8.encode(text);
    const part = { exact, masked: mask.hide(exact) };
    if (kept.size >= KEPT_PARTS) kept.clear();
    kept.set(text, part);
    return part;
  };
}

function addPart(twins: TwinDigests, { exact, masked }: Part): void {
  if (exact === masked) twins.both(exact);
  else twins.each(exact, masked);
}

function addLines(twins: TwinDigests, { patch, block }: HunkLines, kind: number, named: ReadonlySet<number> | null, mask: AppMask): void {
  const { kinds, starts, ends, withoutNewline } = patch.lines;
  for (let line = block.from; line < block.to; line += 1) {
    if (kinds[line] !== kind) continue;
    const from = starts[line] ?? 0;
    // With its newline when it has one, so that losing the last newline is a change.
    const to = (ends[line] ?? 0) + (withoutNewline.size > 0 && withoutNewline.has(line) ? 0 : 1);
    if (named?.has(line)) twins.each(patch.bytes.subarray(from, to), mask.hide(patch.bytes.subarray(from, to)));
    else twins.both(patch.bytes, from, to);
  }
}

/** Lines of a block in which a name of the app stands; null when there is none. */
function findNamedLines({ patch, block, roughText }: HunkLines, mask: AppMask): ReadonlySet<number> | null {
  const offsets = mask.offsetsIn(roughText);
  if (offsets.length === 0) return null;
  const { starts, ends } = patch.lines;
  const base = starts[block.from] ?? 0;
  const named = new Set<number>();
  let line = block.from;
  for (const offset of offsets) {
    while (line < block.to && (ends[line] ?? 0) <= base + offset) line += 1;
    named.add(line);
  }
  return named;
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
