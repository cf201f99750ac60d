import type { z } from "zod";
import type { CommentDraft, saveDraftSchema } from "@/lib/contract/comments-api";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Drafts } from "@/lib/ports/drafts";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";
import { requirePermission } from "./require-permission";

type Deps = { readonly log: UpgradeLog; readonly drafts: Drafts; readonly now: () => number };

/** Drafts a person may have on one upgrade. */
const MOST_DRAFTS = 500;

/** A person's own drafts on an upgrade, oldest first. */
export function listDrafts({ drafts }: Pick<Deps, "drafts">, person: Person, upgradeId: string): Promise<readonly CommentDraft[]> {
  return drafts.list({ personId: person.id, upgradeId });
}

/** Saves a draft over the version it was made from; returns all drafts of the person. */
export async function saveDraft(
  { log, drafts, now }: Deps,
  person: Person,
  upgradeId: string,
  { base, ...draft }: z.output<typeof saveDraftSchema>,
): Promise<Result<readonly CommentDraft[], Refusal>> {
  const allowed = requirePermission(person, "comment.write");
  if (!allowed.ok) return allowed;
  const owner = { personId: person.id, upgradeId };
  if (base === 0) {
    if (!(await foldUpgrade(log, upgradeId)).upgrade) return refuse("not-found", "There is no such upgrade.");
    if ((await drafts.list(owner)).length >= MOST_DRAFTS) return refuse("bad-input", `You have ${MOST_DRAFTS} drafts here; publish or discard some first.`);
  }
  if ((await drafts.save(owner, { ...draft, savedAt: now() }, base)) === "saved") return ok(await drafts.list(owner));
  return refuse("content-changed", "This draft was changed, published or discarded in another window. What you wrote is still here, and not saved.");
}

/** Discards a person's own drafts; returns those that are left. */
export async function discardDrafts(
  { drafts }: Pick<Deps, "drafts">,
  person: Person,
  upgradeId: string,
  ids: readonly string[],
): Promise<readonly CommentDraft[]> {
  const owner = { personId: person.id, upgradeId };
  await drafts.remove(owner, ids);
  return drafts.list(owner);
}
