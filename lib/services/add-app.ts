import type { Candidate } from "@/lib/contract/agent-api";
import type { Person } from "@/lib/core/people/person";
import { err, ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Agent, AgentFailure } from "@/lib/ports/agent";
import type { App, AppRegistry } from "@/lib/ports/app-registry";
import { requirePermission } from "./require-permission";

type Deps = { readonly apps: AppRegistry; readonly agent: Agent; readonly now: () => number };

/** Puts an app under the dashboard's care: a checkout the agent finds under its roots, nothing else. */
export async function addApp(
  { apps, agent, now }: Deps,
  person: Person,
  input: { readonly id: string; readonly name: string; readonly path: string },
): Promise<Result<App, Refusal>> {
  const allowed = requirePermission(person, "app.add");
  if (!allowed.ok) return allowed;
  if (await apps.find(input.id)) return refuse("taken", `There is an app "${input.id}" already; choose another id.`);
  const health = await agent.health();
  if (!health.ok) return err(toRefusal(health.error));
  const added = await agent.addApp(input);
  // An app the agent's own file names is there already; it must be the same checkout.
  const known = added.ok ? added : await findKnown(agent, input, added.error);
  if (!known.ok) return known;
  const { id, name, path, standIn } = known.value;
  const app: App = { id, name, path, agentId: health.value.agentId, standIn, addedAt: now(), addedBy: person.id, policy: null };
  return (await apps.add(app)) === "added" ? ok(app) : refuse("taken", `There is an app "${id}" already; choose another id.`);
}

/** Checkouts under the agent's roots. */
export async function listCandidates(
  { agent }: Pick<Deps, "agent">,
  person: Person,
): Promise<Result<{ readonly candidates: readonly Candidate[]; readonly roots: readonly string[] }, Refusal>> {
  const allowed = requirePermission(person, "app.add");
  if (!allowed.ok) return allowed;
  const found = await agent.listCandidates();
  return found.ok ? found : err(toRefusal(found.error));
}

async function findKnown(agent: Agent, input: { readonly id: string; readonly path: string }, failure: AgentFailure) {
  if (failure.code !== "app-exists") return err(toRefusal(failure));
  const [known, found] = await Promise.all([agent.listApps(), agent.listCandidates()]);
  if (!known.ok) return err(toRefusal(known.error));
  if (!found.ok) return err(toRefusal(found.error));
  const app = known.value.find(({ id }) => id === input.id);
  // The file may name the checkout by another path than the real one, which is what the agent finds.
  const isSame = app?.path === input.path || found.value.candidates.some(({ path, appId }) => path === input.path && appId === input.id);
  return app && isSame ? ok(app) : err(toRefusal(failure));
}

function toRefusal({ code, message }: AgentFailure): Refusal {
  return { code: code === "unreachable" ? "agent-unreachable" : "agent-refused", message, details: [] };
}
