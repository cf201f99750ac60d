import { type Digest, digestOf } from "@/lib/core/digest";
import { type AppMask, type AppNames, createAppMask } from "./app-mask";
import { type Block, blockLines, toBlocks } from "./blocks";
import type { Hunk } from "./change";
import { type SourceLine, toSourceLines } from "./elixir-source";
import { enclosingHeaders, enclosingKeys } from "./enclosing";
import { type FrameSide, type FrameSource, toFrameSource } from "./frame-source";
import { toNormalisedPath } from "./normalised-path";
import { type FilePatch, type PatchLine, toLineText } from "./parse-file-patch";
import type { RawChange } from "./parse-raw-diff";

/** A changed line as the classifier reads it. */
export type ChangedLine = {
  readonly kind: "added" | "removed";
  readonly text: string;
  /** Blank, comment or documentation: text for people, not code. */
  readonly prose: boolean;
};

/** A hunk with what the classifier may look at: its changed lines and where they stand, no context. */
export type DescribedHunk = {
  readonly hunk: Hunk;
  readonly lines: readonly ChangedLine[];
  /** Headers of the blocks around the hunk, outermost first. */
  readonly enclosing: readonly string[];
  /** Keyword keys around the hunk, outermost first; not part of its identity. */
  readonly keys: readonly string[];
  /** The Elixir file's text after the change (before it, for a deletion); null where the patch lacks it. */
  readonly fileText: string | null;
};

/** Numbers equal content within one snapshot: 0 for its first appearance, then 1, 2, … */
export type CountRepeat = (content: Digest) => number;

/** A counter for one snapshot, shared by all its files. */
export function createRepeatCounter(): CountRepeat {
  const seen = new Map<Digest, number>();
  return (content) => {
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    return ordinal;
  };
}

/**
 * Hunks of one file in file order, each with its content identity and fingerprint.
 *
 * A binary side, a mode-only change, a pure rename and an empty file have one hunk over blob ids and
 * modes; it stands last.
 *
 * @throws if an Elixir file's patch lacks full context.
 */
export function toHunks(change: RawChange, patch: FilePatch, names: AppNames, countRepeat: CountRepeat): readonly DescribedHunk[] {
  const identify = createIdentifier(change, createAppMask(names), countRepeat);
  const sources = patch.frames.map((frame) => toFrameSource(change.path, frame));
  const blocks = toBlocks(patch);
  const hunks = blocks.map((block) => describeBlock(patch, block, sources[block.frameIndex] ?? null, identify));
  return patch.binary || blocks.length === 0 ? [...hunks, describeBlobs(change, identify)] : hunks;
}

const NO_TEXT = { lines: [], enclosing: [], keys: [], fileText: null } as const;

type Identify = (content: readonly (string | Uint8Array)[], enclosing: readonly string[]) => Pick<Hunk, "id" | "fingerprint">;

function describeBlock(patch: FilePatch, block: Block, source: FrameSource, identify: Identify): DescribedHunk {
  const removed = blockLines(patch, block, "removed");
  const added = blockLines(patch, block, "added");
  const side = (added.length > 0 ? source?.new : source?.old) ?? null;
  const index = side === null ? -1 : firstIndex(added.length > 0 ? added : removed, side);
  const enclosing = side === null ? [] : enclosingHeaders(side.source, index);
  const content = [`${removed.length}`, ...removed.map(exactBytes), `${added.length}`, ...added.map(exactBytes)];
  const { oldStart, oldLines, newStart, newLines } = block;
  return {
    hunk: { ...identify(["lines", ...content], enclosing), oldStart, oldLines, newStart, newLines },
    lines: [...toChangedLines(removed, source?.old ?? null), ...toChangedLines(added, source?.new ?? null)],
    enclosing,
    keys: side === null ? [] : enclosingKeys(side.source, index),
    fileText: side?.text ?? null,
  };
}

function describeBlobs(change: RawChange, identify: Identify): DescribedHunk {
  const identity = identify(["blobs", change.oldOid, change.newOid], []);
  return { hunk: { ...identity, oldStart: 0, oldLines: 0, newStart: 0, newLines: 0 }, ...NO_TEXT };
}

/**
 * Identity covers both paths, kind, modes, content and enclosing blocks, then how many equal ones came
 * before in the snapshot. The fingerprint covers the same with the app's names hidden.
 */
function createIdentifier(change: RawChange, mask: AppMask, countRepeat: CountRepeat): Identify {
  const place = [toNormalisedPath(change.path), toNormalisedPath(change.oldPath), change.kind, change.oldMode, change.newMode];
  return (content, enclosing) => {
    const parts = [...place, ...content, `${enclosing.length}`, ...enclosing].map(toBytes);
    const base = digestOf("upgrade-review/hunk-content/1", parts);
    const maskedBase = digestOf("upgrade-review/masked-content/1", parts.map(mask));
    return {
      id: digestOf("upgrade-review/hunk/1", [base, `${countRepeat(base)}`]),
      fingerprint: digestOf("upgrade-review/fingerprint/1", [maskedBase, `${countRepeat(maskedBase)}`]),
    };
  };
}

function toBytes(part: string | Uint8Array): Uint8Array {
  return typeof part === "string" ? new TextEncoder().encode(part) : part;
}

/** The line's bytes with its newline when it has one, so that losing the last newline is a change. */
function exactBytes({ bytes, noNewline }: PatchLine): Uint8Array {
  if (noNewline) return bytes;
  const exact = new Uint8Array(bytes.length + 1);
  exact.set(bytes);
  exact[bytes.length] = 0x0a;
  return exact;
}

/** Where the block stands: its first line that is not blank. */
function firstIndex(lines: readonly PatchLine[], side: FrameSide): number {
  const indexes = lines.map(side.indexOf);
  return indexes.find((index) => side.source[index]?.blank === false) ?? indexes[0] ?? -1;
}

function toChangedLines(lines: readonly PatchLine[], side: FrameSide | null): readonly ChangedLine[] {
  const texts = lines.map(toLineText);
  const local: readonly SourceLine[] = side === null ? toSourceLines(texts) : lines.flatMap((line) => side.source[side.indexOf(line)] ?? []);
  return lines.map(({ kind }, index) => ({
    kind: kind === "removed" ? "removed" : "added",
    text: texts[index] ?? "",
    prose: local[index]?.prose ?? false,
  }));
}
