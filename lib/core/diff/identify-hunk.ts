import type { Digest } from "@/lib/core/digest";
import { type AppMask, type AppNames, createAppMask } from "./app-mask";
import type { Hunk } from "./change";
import type { HunkLines } from "./hunk-lines";
import { toNormalisedPath } from "./normalised-path";
import type { RawChange } from "./parse-raw-diff";
import { ADDED, REMOVED } from "./patch-scan";
import { PORTABLE_SHA256, type Sha256 } from "./sha256";
import { createTwinDigests, joinParts, type TwinDigests } from "./twin-digest";

export type HunkIdentity = Pick<Hunk, "id" | "fingerprint">;

/** Digests over what a hunk is, before equal ones are numbered: as it is, and with the app's names hidden. */
export type ContentDigests = { readonly exact: Digest; readonly masked: Digest };

/** Says what a hunk of one file is known by. */
export type DescribeHunk<Known> = {
  /** Of changed lines within the headers around them. */
  readonly lines: (lines: HunkLines, enclosing: readonly string[]) => Known;
  /** Over blob ids, where there are no lines. */
  readonly blobs: () => Known;
};

/** Says what the hunks of a snapshot are known by, file by file. */
export type HunkDescriber<Known> = { readonly of: (change: RawChange) => DescribeHunk<Known> };

/** Gives the hunks of one snapshot their ids; equal ones are numbered in the order in which they are asked for. */
export type HunkIdentifier = HunkDescriber<HunkIdentity>;

/** A text as exact bytes and as bytes with the app's names hidden: the same array when it holds none. */
type Part = { readonly exact: Uint8Array; readonly masked: Uint8Array };
type ToPart = (text: string) => Part;

/**
 * Identity covers both paths, kind, modes, content and enclosing blocks, then how many equal ones came
 * before in the snapshot. The fingerprint covers the same with the app's names hidden.
 */
export function createHunkIdentifier(names: AppNames, sha256: Sha256 = PORTABLE_SHA256): HunkIdentifier {
  const digester = createHunkDigester(names, sha256);
  const number = createRepeatNumbers(sha256);
  const [countExact, countMasked] = [createRepeatCounter(), createRepeatCounter()];
  const identify = ({ exact, masked }: ContentDigests): HunkIdentity => ({
    id: number.toId(exact, countExact(exact)),
    fingerprint: number.toFingerprint(masked, countMasked(masked)),
  });
  return {
    of: (change) => {
      const digest = digester.of(change);
      return { lines: (lines, enclosing) => identify(digest.lines(lines, enclosing)), blobs: () => identify(digest.blobs()) };
    },
  };
}

/** Digests hunks by what they are alone, in any order. */
export function createHunkDigester(names: AppNames, sha256: Sha256 = PORTABLE_SHA256): HunkDescriber<ContentDigests> {
  const mask = createAppMask(names);
  const toPart = createParts(mask);
  const twins = createTwinDigests(sha256);

  function start({ exact, masked }: Part): void {
    twins.start("upgrade-review/hunk-content/1", "upgrade-review/masked-content/1");
    twins.joined(exact, masked);
  }

  function addText(text: string): void {
    addPart(twins, toPart(text));
  }

  function end(): ContentDigests {
    const [exact, masked] = twins.end();
    return { exact, masked };
  }

  return {
    of: (change) => {
      const place = [toNormalisedPath(change.path), toNormalisedPath(change.oldPath), change.kind, change.oldMode, change.newMode];
      const places = toJoined(place.map(toPart));
      return {
        lines: (lines, enclosing) => {
          const named = findNamedLines(lines, mask);
          start(places);
          addText("lines");
          addText(`${lines.block.oldLines}`);
          addLines(twins, lines, REMOVED, named, mask);
          addText(`${lines.block.newLines}`);
          addLines(twins, lines, ADDED, named, mask);
          addText(`${enclosing.length}`);
          for (const header of enclosing) addText(header);
          return end();
        },
        blobs: () => {
          start(places);
          for (const text of ["blobs", change.oldOid, change.newOid, "0"]) addText(text);
          return end();
        },
      };
    },
  };
}

/**
 * Makes a function that says whether a file is the only one that can have hunks with its contents: equal
 * ones are then in the file itself. Others are migrations, and files that carry a name of the app.
 */
export function createAloneCheck(names: AppNames): (change: Pick<RawChange, "path">) => boolean {
  const mask = createAppMask(names);
  return ({ path }) => toNormalisedPath(path) === path && mask.offsetsIn(path).length === 0;
}

/** Makes ids of content digests and of how many equal ones came before in the snapshot. */
export type RepeatNumbers = {
  readonly toId: (exact: Digest, repeat: number) => Digest;
  readonly toFingerprint: (masked: Digest, repeat: number) => Digest;
};

export function createRepeatNumbers(sha256: Sha256 = PORTABLE_SHA256): RepeatNumbers {
  const toNumbered = (domain: string): RepeatNumbers["toId"] => {
    const start = utf8.encode(`${domain}\0${DIGEST_DIGITS}:`);
    const bytes = new Uint8Array(start.length + DIGEST_DIGITS + NUMBER_BYTES);
    bytes.set(start);
    const end = start.length + DIGEST_DIGITS;
    const first = Uint8Array.of(...start, ...new Uint8Array(DIGEST_DIGITS), ...utf8.encode("1:0"));
    return (content, repeat) => {
      if (content.length !== DIGEST_DIGITS) throw new Error(`expected a SHA-256 of ${DIGEST_DIGITS} digits, came ${content}`);
      const target = repeat === 0 ? first : bytes;
      for (let at = 0; at < DIGEST_DIGITS; at += 1) target[start.length + at] = content.charCodeAt(at);
      if (repeat === 0) return sha256.of(first);
      const number = `${repeat}`;
      const { written } = utf8.encodeInto(`${number.length}:${number}`, bytes.subarray(end));
      return sha256.of(bytes.subarray(0, end + written));
    };
  };
  return { toId: toNumbered("upgrade-review/hunk/1"), toFingerprint: toNumbered("upgrade-review/fingerprint/1") };
}

const utf8 = new TextEncoder();
const DIGEST_DIGITS = 64;
/** Room for how many came before, and its own length. */
const NUMBER_BYTES = 24;
/** Texts that come again and again, such as numbers and the headers of a file, are kept; not all for ever. */
const KEPT_PARTS = 5_000;

function createParts(mask: AppMask): ToPart {
  const kept = new Map<string, Part>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const exact = utf8.encode(text);
    // As many bytes as characters: it is ASCII, so a name stands in the text where it stands in the bytes.
    const isNameless = exact.length === text.length && mask.offsetsIn(text).length === 0;
    const part = { exact, masked: isNameless ? exact : mask.hide(exact) };
    if (kept.size >= KEPT_PARTS) kept.clear();
    kept.set(text, part);
    return part;
  };
}

/** The parts as one; the same array when none holds a name. */
function toJoined(parts: readonly Part[]): Part {
  const exact = joinParts(parts.map((part) => part.exact));
  const isAlike = parts.every((part) => part.exact === part.masked);
  return { exact, masked: isAlike ? exact : joinParts(parts.map((part) => part.masked)) };
}

function addPart(twins: TwinDigests, { exact, masked }: Part): void {
  if (exact === masked) twins.both(exact);
  else twins.each(exact, masked);
}

function addLines(twins: TwinDigests, { patch, block }: HunkLines, kind: number, named: ReadonlySet<number> | null, mask: AppMask): void {
  const { kinds, starts, ends, withoutNewline } = patch.lines;
  if (named === null && withoutNewline.size === 0) {
    twins.lines({ bytes: patch.bytes, kinds, starts, ends, from: block.from, to: block.to }, kind);
    return;
  }
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
