import type { PolicyState } from "@/lib/contract/dashboard-api";
import { canDo } from "@/lib/core/people/permission";
import { type Actor, SYSTEM, toActor } from "@/lib/core/people/person";
import { type AppPolicy, DEFAULT_POLICY } from "@/lib/core/people/policy";
import { ok, type Result } from "@/lib/core/result";
import { decideChangePolicy } from "@/lib/core/upgrade/decide/change-policy";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { App, AppRegistry } from "@/lib/ports/app-registry";
import type { People } from "@/lib/ports/people";
import { executeExisting, type UpgradeDeps } from "./execute-upgrade";
import { requireFreshProof } from "./require-fresh-proof";
import { requirePermission } from "./require-permission";
import type { Asker } from "./run-command";

export type ChangePolicyDeps = UpgradeDeps & { readonly apps: AppRegistry; readonly people: People };
export type SetPolicyDeps = ChangePolicyDeps & { readonly proofMs: number };

/** Sets what an app asks of its upgrades; its open upgrade records the change and goes on under it. */
export async function changePolicy(
  deps: SetPolicyDeps,
  { person, provedAt }: Asker,
  appId: string,
  input: { readonly policy: AppPolicy; readonly reason: string },
): Promise<Result<App, Refusal>> {
  const allowed = requirePermission(person, "app.policy");
  if (!allowed.ok) return allowed;
  const app = await deps.apps.find(appId);
  if (!app) return refuse("not-found", `There is no app "${appId}".`);
  const fresh = requireFreshProof(deps, provedAt);
  if (!fresh.ok) return fresh;
  const reason = input.reason.trim();
  await deps.apps.setPolicy(appId, { at: deps.now(), by: { id: person.id, name: person.name }, policy: input.policy, reason });
  const changed = { ...app, policy: input.policy };
  // Should this be cut short, the next change of people or the next start brings the upgrade to it.
  await alignApp(deps, changed, toActor(person), reason);
  deps.live.publish({ type: "fleet" });
  return ok(changed);
}

/** Brings every open upgrade to what its app asks of the people there are now: after a change of people, and at the start. */
export async function alignPolicies(deps: ChangePolicyDeps): Promise<void> {
  for (const app of await deps.apps.list()) await alignApp(deps, app, SYSTEM, "The app's policy, for the reviewers there are now.");
}

async function alignApp(deps: ChangePolicyDeps, app: App, actor: Actor, reason: string): Promise<void> {
  const open = (await deps.log.listRows()).filter(({ appId, state }) => appId === app.id && state === "open");
  for (const { upgradeId } of open) {
    await executeExisting(deps, upgradeId, async (upgrade) => {
      const reviewers = (await deps.people.list()).filter((person) => canDo(person, "bucket.sign")).length;
      return decideChangePolicy(upgrade, actor, { policy: app.policy ?? DEFAULT_POLICY, reviewers, reason });
    });
  }
}

/** What an app asks, who changed it, and whom and what a change would touch. */
export async function readPolicy(deps: Pick<ChangePolicyDeps, "apps" | "people" | "log">, appId: string): Promise<Result<PolicyState, Refusal>> {
  const app = await deps.apps.find(appId);
  if (!app) return refuse("not-found", `There is no app "${appId}".`);
  const open = (await deps.log.listRows()).find((row) => row.appId === appId && row.state === "open");
  return ok({
    policy: app.policy ?? DEFAULT_POLICY,
    changes: (await deps.apps.listPolicyChanges(appId)).map((change) => ({ ...change })),
    people: (await deps.people.list()).map((person) => ({ ...person })),
    openUpgrade: open?.upgradeId ?? null,
  });
}
