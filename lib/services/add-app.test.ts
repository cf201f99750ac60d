import { describe, expect, it } from "vitest";
import { createMemoryAgent, type MemoryAgentOptions } from "@/lib/testing/memory-ports/memory-agent";
import { createMemoryAppRegistry } from "@/lib/testing/memory-ports/memory-app-registry";
import { aPerson, NOON, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { addApp, listCandidates } from "./add-app";

const ADMIN = aPerson("admin-a", "administrator");
const INPUT = { id: "harbor", name: "Harbor", path: "/srv/harbor" };
const CONFIGURED = { ...INPUT, standIn: "A stand-in.", overrides: {} };
const EXISTS = { code: "app-exists", message: "There is an app harbor already; choose another id." } as const;

function aWorld(options: MemoryAgentOptions = {}) {
  return { apps: createMemoryAppRegistry(), agent: createMemoryAgent(options), now: () => NOON };
}

describe("adding an app", () => {
  it("takes over what the agent found", async () => {
    const world = aWorld();

    expect(await addApp(world, ADMIN, INPUT)).toMatchObject({ ok: true, value: { ...INPUT, agentId: "agent-1", addedBy: "admin-a" } });
    expect(await world.apps.list()).toHaveLength(1);
    expect(await addApp(world, ADMIN, INPUT)).toMatchObject({ ok: false, error: { code: "taken" } });
  });

  it("takes over an app that the agent's own file names, for the same checkout only", async () => {
    expect(await addApp(aWorld({ apps: [CONFIGURED], refusal: EXISTS }), ADMIN, INPUT)).toMatchObject({ ok: true, value: { standIn: "A stand-in." } });

    const other = aWorld({ apps: [CONFIGURED], refusal: EXISTS });
    expect(await addApp(other, ADMIN, { ...INPUT, path: "/srv/lagoon" })).toMatchObject({
      ok: false,
      error: { code: "agent-refused", message: EXISTS.message },
    });
    expect(await other.apps.list()).toEqual([]);
  });

  it("knows the checkout again by the real path the agent found", async () => {
    const candidates = [{ path: "/data/harbor", name: "harbor", appId: "harbor" }];

    expect(await addApp(aWorld({ apps: [CONFIGURED], candidates, refusal: EXISTS }), ADMIN, { ...INPUT, path: "/data/harbor" })).toMatchObject({
      ok: true,
      value: { path: "/srv/harbor" },
    });
  });

  it("hands on the agent's no, and says when the agent is away", async () => {
    const refused = aWorld({ refusal: { code: "outside-roots", message: "/etc is not under the roots." } });
    const away = aWorld();
    away.agent.goAway();

    expect(await addApp(refused, ADMIN, INPUT)).toMatchObject({ ok: false, error: { code: "agent-refused", message: "/etc is not under the roots." } });
    expect(await addApp(away, ADMIN, INPUT)).toMatchObject({ ok: false, error: { code: "agent-unreachable" } });
    expect([...(await refused.apps.list()), ...(await away.apps.list())]).toEqual([]);
  });

  it("and looking for checkouts take a role that may add", async () => {
    const world = aWorld();

    for (const result of [await addApp(world, REVIEWER_A, INPUT), await listCandidates(world, REVIEWER_A)]) {
      expect(result).toMatchObject({ ok: false, error: { code: "not-allowed", message: expect.stringContaining("administrator, tech lead or operator") } });
    }
  });
});
