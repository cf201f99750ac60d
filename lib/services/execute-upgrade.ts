import { openRecord, sealRecords } from "@/lib/core/audit/record";
import { ok, type Result } from "@/lib/core/result";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { evolve } from "@/lib/core/upgrade/evolve";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { LivePublisher } from "@/lib/ports/live-publisher";
import type { PublishedDrafts, UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";

export type UpgradeDeps = { readonly log: UpgradeLog; readonly live: LivePublisher; readonly now: () => number };

/** Tries before giving up on a chain that others keep extending. */
const MAX_TRIES = 50;

/**
 * Folds an upgrade's records, decides, and appends what was decided. A lost race decides again on the
 * newer state, so no update is lost and none is made on a state that is gone.
 *
 * @param published the drafts the last decision publishes, asked after it
 */
export async function executeUpgrade(
  { log, live, now }: UpgradeDeps,
  upgradeId: string,
  decide: (upgrade: Upgrade | undefined) => Decision | Promise<Decision>,
  published: () => PublishedDrafts | undefined = () => undefined,
): Promise<Result<Upgrade, Refusal>> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const { upgrade, head } = await foldUpgrade(log, upgradeId);
    const decision = await decide(upgrade);
    if (!decision.ok) return decision;
    if (decision.value.length === 0 && upgrade) return ok(upgrade);
    const sealed = sealRecords(upgradeId, head, decision.value, now());
    const after = sealed.reduce<Upgrade | undefined>((state, record) => evolve(state, openRecord(record)), upgrade);
    if (!after) throw new Error(`upgrade ${upgradeId}: nothing was decided and nothing exists`);
    if ((await log.append(sealed, toProjection(after), published())) === "appended") {
      live.publish({ type: "upgrade", upgradeId, seq: after.lastSeq });
      return ok(after);
    }
  }
  return refuse("too-many-changes", "Others are changing this upgrade at the same moment; nothing was recorded. Try again.");
}

/** As `executeUpgrade`, for an upgrade that must exist. */
export function executeExisting(
  deps: UpgradeDeps,
  upgradeId: string,
  decide: (upgrade: Upgrade) => Decision | Promise<Decision>,
  published?: () => PublishedDrafts | undefined,
): Promise<Result<Upgrade, Refusal>> {
  return executeUpgrade(deps, upgradeId, (upgrade) => (upgrade ? decide(upgrade) : refuse("not-found", "There is no such upgrade.")), published);
}
