import type { SealedRecord } from "@/lib/core/audit/record";
import type { DraftOwner, DraftVersion } from "@/lib/ports/drafts";
import type { UpgradeProjection } from "@/lib/core/upgrade/projection";

/** Drafts that become records, and stop being drafts. */
export type PublishedDrafts = { readonly owner: DraftOwner; readonly drafts: readonly DraftVersion[] };

/** The audit records of every upgrade: the source of truth. */
export type UpgradeLog = {
  /** The records of an upgrade in order, all of them or from a number on; empty when there are none. */
  readonly read: (upgradeId: string, from?: number) => Promise<readonly SealedRecord[]>;
  /** Ids of all upgrades, oldest first. */
  readonly listIds: () => Promise<readonly string[]>;
  /**
   * Appends records and replaces the upgrade's projections, in one transaction, durably.
   *
   * `conflict` when another append was first, so that the caller decides again; also for the first record of an
   * upgrade whose app has an open one, and when a draft that is published was changed or removed meanwhile.
   *
   * @param published removed in the same transaction. @throws when the store fails.
   */
  readonly append: (records: readonly SealedRecord[], projection: UpgradeProjection, published?: PublishedDrafts) => Promise<"appended" | "conflict">;
  /** The projected row of every upgrade, newest first. */
  readonly listRows: () => Promise<readonly UpgradeProjection["row"][]>;
  /** Everything that has not reached an agent yet, oldest first. */
  readonly listDeliveries: () => Promise<readonly UpgradeProjection["deliveries"][number][]>;
  /** Drops every projection and writes the given ones; used to prove that they follow from the records. */
  readonly replaceProjections: (projections: readonly UpgradeProjection[]) => Promise<void>;
};
