import type { CommentDraft } from "@/lib/contract/comments-api";
import type { DraftOwner, Drafts } from "@/lib/ports/drafts";
import type { PublishedDrafts } from "@/lib/ports/upgrade-log";

/** What a log in memory needs of the drafts beside it. */
export type MemoryDrafts = Drafts & {
  readonly haveChanged: (published: PublishedDrafts) => boolean;
  readonly take: (published: PublishedDrafts) => void;
};

/** Drafts in memory. */
export function createMemoryDrafts(): MemoryDrafts {
  const owners = new Map<string, Map<string, CommentDraft>>();
  const of = ({ personId, upgradeId }: DraftOwner) => {
    const key = JSON.stringify([personId, upgradeId]);
    const drafts = owners.get(key) ?? new Map<string, CommentDraft>();
    owners.set(key, drafts);
    return drafts;
  };
  return {
    list: async (owner) => [...of(owner).values()],
    save: async (owner, draft, base) => {
      const drafts = of(owner);
      if ((drafts.get(draft.id)?.version ?? 0) !== base) return "changed";
      drafts.set(draft.id, { ...draft, version: base + 1 });
      return "saved";
    },
    remove: async (owner, ids) => {
      for (const id of ids) of(owner).delete(id);
    },
    haveChanged: ({ owner, drafts }) => drafts.some(({ id, version }) => of(owner).get(id)?.version !== version),
    take: ({ owner, drafts }) => {
      for (const { id } of drafts) of(owner).delete(id);
    },
  };
}
