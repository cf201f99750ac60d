import { describe, expect, it } from "vitest";
import type { App } from "@/lib/ports/app-registry";
import { createMemoryAppRegistry } from "@/lib/testing/memory-ports/memory-app-registry";
import { createMemoryPeople } from "@/lib/testing/memory-ports/memory-people";
import { createServiceWorld } from "@/lib/testing/service-world";
import { LEAD, NOON, QA, REVIEWER_A, REVIEWER_B } from "@/lib/testing/upgrade-builders";
import { runCommand } from "./run-command";
import { startUpgrade } from "./start-upgrade";

const HARBOR: App = { id: "harbor", name: "Harbor", path: "/srv/harbor", agentId: "agent-1", standIn: null, addedAt: NOON, addedBy: "admin-a", policy: null };
const OVERRIDES = { "sigra-v1.0/fetch": ["make", "deps"], "sigra-v1.1/fetch": ["make", "other"] };
const INPUT = { appId: "harbor", laneId: "sigra-v1.0" };

async function aWorld({ reviewers = [REVIEWER_A, REVIEWER_B] } = {}) {
  const apps = [{ id: "harbor", name: "Harbor", path: "/srv/harbor", standIn: "A stand-in.", overrides: OVERRIDES }];
  const world = await createServiceWorld(undefined, { apps });
  return { ...world, apps: createMemoryAppRegistry([HARBOR]), people: createMemoryPeople([LEAD, QA, ...reviewers]) };
}

describe("starting an upgrade", () => {
  it("fixes what the agent says about the app, with the commands of this lane only", async () => {
    const started = await startUpgrade(await aWorld(), LEAD, INPUT);

    expect(started).toMatchObject({
      ok: true,
      value: { app: { standIn: "A stand-in.", agentId: "agent-1" }, overrides: { fetch: ["make", "deps"] }, policy: { approvals: 1, fourEyes: true } },
    });
  });

  it("lets one of many at once through, and the next when that one has ended", async () => {
    const world = await aWorld();

    const results = await Promise.all(Array.from({ length: 5 }, () => startUpgrade(world, LEAD, INPUT)));

    expect(results.flatMap((result) => (result.ok ? [] : [result.error.code]))).toEqual(Array(4).fill("app-has-open-upgrade"));
    const open = results.find(({ ok }) => ok);
    const upgradeId = open?.ok ? open.value.id : "";
    await runCommand(world, { person: LEAD, provedAt: NOON }, upgradeId, { type: "abandon", reason: "The wrong lane." });
    expect(await startUpgrade(world, LEAD, { ...INPUT, laneId: "sigra-v1.1" })).toMatchObject({ ok: true });
  });

  it("names what is missing: the role, the app, the lane, a reviewer, the agent", async () => {
    const world = await aWorld();

    expect(await startUpgrade(world, QA, INPUT)).toMatchObject({ ok: false, error: { code: "not-allowed", message: expect.stringContaining("tech lead") } });
    expect(await startUpgrade(world, LEAD, { ...INPUT, appId: "lagoon" })).toMatchObject({
      ok: false,
      error: { code: "not-found", message: expect.stringContaining("lagoon") },
    });
    expect(await startUpgrade(world, LEAD, { ...INPUT, laneId: "sigra-v9" })).toMatchObject({
      ok: false,
      error: { code: "not-found", message: expect.stringContaining("sigra-v1.1") },
    });
    expect(await startUpgrade(await aWorld({ reviewers: [] }), LEAD, INPUT)).toMatchObject({ ok: false, error: { code: "nobody-can-sign" } });
    world.agent.goAway();
    expect(await startUpgrade(world, LEAD, INPUT)).toMatchObject({ ok: false, error: { code: "agent-unreachable" } });
    expect(await world.log.listIds()).toEqual([]);
  });

  it("refuses an app that the agent no longer knows", async () => {
    const world = { ...(await createServiceWorld()), apps: createMemoryAppRegistry([HARBOR]), people: createMemoryPeople([REVIEWER_A]) };

    expect(await startUpgrade(world, LEAD, INPUT)).toMatchObject({ ok: false, error: { code: "agent-refused" } });
  });
});
