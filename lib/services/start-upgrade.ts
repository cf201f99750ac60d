import { listLanes } from "@/lib/core/lane/registry";
import type { Person } from "@/lib/core/people/person";
import type { Result } from "@/lib/core/result";
import { decideStart } from "@/lib/core/upgrade/decide/start-upgrade";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import type { AppRegistry } from "@/lib/ports/app-registry";
import type { People } from "@/lib/ports/people";
import { executeUpgrade, type UpgradeDeps } from "./execute-upgrade";
import { requirePermission } from "./require-permission";

export type StartUpgradeDeps = UpgradeDeps & { readonly apps: AppRegistry; readonly people: People; readonly agent: Agent; readonly newId: () => string };

/** Starts an upgrade of an app along a lane; one open upgrade per app. */
export async function startUpgrade(
  deps: StartUpgradeDeps,
  person: Person,
  input: { readonly appId: string; readonly laneId: string },
): Promise<Result<Upgrade, Refusal>> {
  const allowed = requirePermission(person, "upgrade.start");
  if (!allowed.ok) return allowed;
  const app = await deps.apps.find(input.appId);
  if (!app) return refuse("not-found", `There is no app "${input.appId}".`);
  const registered = listLanes().find(({ lane }) => lane.id === input.laneId);
  if (!registered)
    return refuse(
      "not-found",
      `There is no lane "${input.laneId}"; expected one of ${listLanes()
        .map(({ lane }) => lane.id)
        .join(", ")}.`,
    );
  const configured = await deps.agent.listApps();
  if (!configured.ok) return refuse("agent-unreachable", `The agent has to be there to start: ${configured.error.message}`);
  const atAgent = configured.value.find(({ id }) => id === app.id);
  if (!atAgent) return refuse("agent-refused", `The agent does not know "${app.id}" any more; add the app again.`);
  const reviewers = (await deps.people.list()).filter(({ roles }) => roles.includes("reviewer"));
  const prefix = `${registered.lane.id}/`;
  const overrides = Object.fromEntries(
    Object.entries(atAgent.overrides).flatMap(([key, argv]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), argv]] : [])),
  );
  return executeUpgrade(deps, deps.newId(), async (existing) => {
    // Asked anew with every try: a lost race may have been lost to another start.
    const open = (await deps.log.listRows()).find(({ appId, state }) => appId === app.id && state === "open");
    if (open) return refuse("app-has-open-upgrade", `${app.name} is going through an upgrade already; finish or abandon it first.`);
    return decideStart(existing, person, {
      app: { id: app.id, name: app.name, path: app.path, agentId: app.agentId, standIn: atAgent.standIn },
      lane: registered.lane,
      laneDigest: registered.digest,
      policy: app.policy,
      overrides,
      reviewers,
    });
  });
}
