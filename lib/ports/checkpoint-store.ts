import type { Cosignature, SignedCheckpoint } from "@/lib/core/audit/checkpoint";
import type { Head } from "@/lib/core/audit/heads-tree";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Digest } from "@/lib/core/digest";

/** A checkpoint with the cosignatures it has so far. */
export type StoredCheckpoint = SignedCheckpoint & { readonly number: number; readonly cosignatures: readonly Cosignature[] };

/** Records in the order they were appended, over all upgrades, and where the last of them stands in it. */
export type UncoveredRecords = { readonly records: readonly SealedRecord[]; readonly position: number };

/** A checkpoint to be kept, the heads that are new in it, and up to where it covers the records. */
export type NewCheckpoint = { readonly checkpoint: SignedCheckpoint; readonly heads: readonly Head[]; readonly position: number };

/** The checkpoints of this installation; never changed and never removed. */
export type CheckpointStore = {
  readonly findLatest: () => Promise<StoredCheckpoint | undefined>;
  /** From one number to another, both included. */
  readonly list: (from: number, to: number) => Promise<readonly StoredCheckpoint[]>;
  /** At most `limit` of the oldest records that no checkpoint covers. */
  readonly readUncovered: (limit: number) => Promise<UncoveredRecords>;
  /** Every upgrade's head as checkpoint `number` has it; none for 0. */
  readonly readHeads: (number: number) => Promise<readonly Head[]>;
  /** The heads that checkpoint `number` moved, by upgrade id. */
  readonly readMovedHeads: (number: number) => Promise<readonly Head[]>;
  /** Every head an upgrade had in a checkpoint, with the checkpoint's number, oldest first. */
  readonly listHeads: (upgradeId: string) => Promise<readonly (Head & { readonly number: number })[]>;
  /** Hashes of an upgrade's records after `after` up to `upTo`. */
  readonly readHashes: (upgradeId: string, after: number, upTo: number) => Promise<readonly Digest[]>;
  /** `conflict` when another checkpoint was first. */
  readonly append: (made: NewCheckpoint) => Promise<"appended" | "conflict">;
  /** Keeps the first cosignature of each key; another of the same key changes nothing. */
  readonly addCosignature: (number: number, cosignature: Cosignature) => Promise<void>;
};
