import type { CommentDraft } from "@/lib/contract/comments-api";

/** Whose draft, and on which upgrade. */
export type DraftOwner = { readonly personId: string; readonly upgradeId: string };
/** A draft as it was read: removing it asks that nothing newer was saved. */
export type DraftVersion = { readonly id: string; readonly version: number };

/** Comments that are not published; only their author sees them, and they are no part of the record. */
export type Drafts = {
  /** Oldest first. */
  readonly list: (owner: DraftOwner) => Promise<readonly CommentDraft[]>;
  /**
   * Saves a draft over the version it was made from, 0 for a new one; the saved one has the next version.
   * `changed`: something newer was saved meanwhile, or it is gone; nothing is written.
   */
  readonly save: (owner: DraftOwner, draft: Omit<CommentDraft, "version">, base: number) => Promise<"saved" | "changed">;
  readonly remove: (owner: DraftOwner, ids: readonly string[]) => Promise<void>;
};
