import { z } from "zod";
import { digestSchema } from "@/lib/core/digest";
import { decodeReviewIndex, encodeReviewIndex, PLACEMENT_ORDER, type ReviewIndex } from "@/lib/core/review/review-index";
import { DIGEST_BYTES, type Repeats, type SnapshotColumns } from "./snapshot-columns";

/** `URSN`: how every stored snapshot begins. */
const MAGIC = 0x5552534e;
const VERSION = 2;
const PREFIX_BYTES = 12;

const countSchema = z.int().min(0);
const headSchema = z.strictObject({
  basis: z.string(),
  segments: z.array(digestSchema).readonly(),
  texts: z.array(z.string()).readonly(),
  oidBytes: countSchema.max(DIGEST_BYTES),
  reviewBytes: countSchema,
  repeats: countSchema,
  maskedRepeats: countSchema,
});

/**
 * A snapshot as bytes: `URSN`, version, length of the JSON part, the JSON part, the review index, then the
 * columns, each at a multiple of eight bytes. Numbers of columns are little-endian.
 */
export function encodeSnapshot(columns: SnapshotColumns): Uint8Array {
  const review = encodeReviewIndex(columns.review);
  const { basis, segments, texts, repeats, maskedRepeats } = columns;
  const { count } = columns.review.files;
  const head = new TextEncoder().encode(
    JSON.stringify({
      basis,
      segments,
      texts,
      oidBytes: count === 0 ? 0 : columns.files.oldOids.length / count,
      reviewBytes: review.length,
      repeats: repeats.hunks.length,
      maskedRepeats: maskedRepeats.hunks.length,
    } satisfies z.infer<typeof headSchema>),
  );
  const parts: readonly (Uint8Array | Uint32Array)[] = [head, review, ...listColumns(columns)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + pad(part.byteLength), pad(PREFIX_BYTES)));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, VERSION);
  view.setUint32(8, head.length);
  let at = pad(PREFIX_BYTES);
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += pad(part.byteLength);
  }
  return bytes;
}

/**
 * Reads a stored snapshot.
 *
 * @throws with what was expected and what came when the bytes are no snapshot of this version, or their parts
 * do not belong together.
 */
export function decodeSnapshot(given: Uint8Array): SnapshotColumns {
  // Columns are read in place, so they must start at a multiple of eight.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < pad(PREFIX_BYTES) || view.getUint32(0) !== MAGIC) throw new Error("expected a stored snapshot, came something else");
  if (view.getUint32(4) !== VERSION) throw new Error(`expected a stored snapshot of version ${VERSION}, came version ${view.getUint32(4)}`);

  const take = createTaker(bytes);
  const head = headSchema.parse(JSON.parse(new TextDecoder().decode(take.bytes(view.getUint32(8)))));
  const review = decodeReviewIndex(take.bytes(head.reviewBytes).slice().buffer);
  const { count: files } = review.files;
  const { count: hunks } = review.hunks;
  const columns: SnapshotColumns = {
    review,
    basis: head.basis,
    segments: head.segments,
    texts: head.texts,
    files: {
      oldModes: take.numbers(files),
      newModes: take.numbers(files),
      oldOids: take.bytes(files * head.oidBytes),
      newOids: take.bytes(files * head.oidBytes),
      segments: take.numbers(files),
      offsets: take.numbers(files),
      lengths: take.numbers(files),
    },
    hunks: {
      ids: take.bytes(hunks * DIGEST_BYTES),
      fingerprints: take.bytes(hunks * DIGEST_BYTES),
      rules: take.numbers(hunks),
      reasons: take.numbers(hunks),
      matched: take.numbers(hunks),
    },
    repeats: { hunks: take.numbers(head.repeats), firsts: take.numbers(head.repeats) },
    maskedRepeats: { hunks: take.numbers(head.maskedRepeats), firsts: take.numbers(head.maskedRepeats) },
  };
  take.end();
  requireWhole(columns);
  return columns;
}

/** The columns in the order in which they are stored. */
function listColumns({ files, hunks, repeats, maskedRepeats }: SnapshotColumns): readonly (Uint8Array | Uint32Array)[] {
  return [
    ...[files.oldModes, files.newModes, files.oldOids, files.newOids, files.segments, files.offsets, files.lengths],
    ...[hunks.ids, hunks.fingerprints, hunks.rules, hunks.reasons, hunks.matched],
    ...[repeats.hunks, repeats.firsts, maskedRepeats.hunks, maskedRepeats.firsts],
  ];
}

function createTaker(bytes: Uint8Array) {
  let at = pad(PREFIX_BYTES);
  function take(length: number): number {
    const from = at;
    at = pad(at + length);
    if (at > bytes.length) throw new Error(`expected a stored snapshot of at least ${at} bytes, came ${bytes.length}`);
    return from;
  }
  return {
    bytes: (length: number): Uint8Array => {
      const from = take(length);
      return bytes.subarray(from, from + length);
    },
    numbers: (count: number) => new Uint32Array(bytes.buffer, bytes.byteOffset + take(count * 4), count),
    end: (): void => {
      if (at !== bytes.length) throw new Error(`expected a stored snapshot of ${at} bytes, came ${bytes.length}`);
    },
  };
}

/** Every number that points at something must point at something that is there. */
function requireWhole({ review, segments, texts, files, hunks, repeats, maskedRepeats }: SnapshotColumns): void {
  requireRising(review);
  requireBelow("placement", review.hunks.placements, PLACEMENT_ORDER.length);
  for (const column of [hunks.rules, hunks.reasons, hunks.matched]) requireBelow("text", column, texts.length);
  files.lengths.forEach((length, file) => {
    if (length > 0 && (files.segments[file] ?? 0) >= segments.length) throw new Error(`expected a segment below ${segments.length} for file ${file}`);
  });
  for (const { hunks: later, firsts } of [repeats, maskedRepeats] satisfies readonly Repeats[]) {
    requireBelow("repeated hunk", later, review.hunks.count);
    firsts.forEach((first, at) => {
      if (first >= (later[at] ?? 0)) throw new Error(`expected hunk ${later[at]} to repeat an earlier one, came ${first}`);
    });
  }
}

function requireRising({ files, hunks }: ReviewIndex): void {
  const { firstHunk, count } = files;
  if (files.paths.length !== count || files.kinds.length !== count)
    throw new Error(`expected ${count} paths and kinds, came ${files.paths.length} and ${files.kinds.length}`);
  let last = 0;
  for (const first of firstHunk) {
    if (first < last) throw new Error(`expected hunks of files to rise, came ${first} after ${last}`);
    last = first;
  }
  if (firstHunk[0] !== 0 || last !== hunks.count) throw new Error(`expected the files' hunks to be 0 to ${hunks.count}, came ${firstHunk[0]} to ${last}`);
}

function requireBelow(what: string, column: Uint8Array | Uint32Array, limit: number): void {
  for (const value of column) if (value >= limit) throw new Error(`expected a ${what} below ${limit}, came ${value}`);
}

function pad(length: number): number {
  return (length + 7) & ~7;
}
