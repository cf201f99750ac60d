import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/core/people/person";
import type { AppPolicy } from "@/lib/core/people/policy";
import { checkGate } from "@/lib/core/review/gate";
import { listSignatures } from "@/lib/core/review/view-signatures";
import type { App } from "@/lib/ports/app-registry";
import { createMemoryAppRegistry } from "@/lib/testing/memory-ports/memory-app-registry";
import { createMemoryPeople } from "@/lib/testing/memory-ports/memory-people";
import { createServiceWorld } from "@/lib/testing/service-world";
import {
  anUpgrade,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  NOON,
  OPERATOR,
  REVIEWER_A,
  REVIEWER_B,
  snapshotTaken,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { alignPolicies, changePolicy } from "./change-policy";

const HARBOR: App = { id: "harbor", name: "harbor", path: "/srv/harbor", agentId: "agent-1", standIn: null, addedAt: NOON, addedBy: "admin-a", policy: null };
const STRICT: AppPolicy = { approvals: 1, fourEyes: "auto", openedPercent: 100 };

async function aWorld(history: History, people: readonly Person[] = [LEAD, REVIEWER_A, REVIEWER_B]) {
  return { ...(await createServiceWorld(history)), apps: createMemoryAppRegistry([HARBOR]), people: createMemoryPeople(people) };
}

const fresh = (person: Person) => ({ person, provedAt: NOON });

const signed = () => approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ schema: ["a"] })));

describe("changing an app's policy", () => {
  it("is an event of the open upgrade and kept for the app; sign-offs that no longer suffice say why", async () => {
    const history = snapshotTaken(upgraded(anUpgrade()), aSnapshot({ schema: ["a", "b"] }));
    approveAll(history);
    const world = await aWorld(history);
    expect(checkGate(await world.upgrade()).open).toBe(true);

    const changed = await changePolicy(world, fresh(LEAD), "harbor", { policy: { ...STRICT, approvals: 2 }, reason: " A release. " });

    expect(changed.ok).toBe(true);
    const upgrade = await world.upgrade();
    expect(upgrade.policy).toEqual({ approvals: 2, fourEyes: true, openedPercent: 100 });
    expect(checkGate(upgrade)).toMatchObject({ open: false });
    expect(await world.apps.listPolicyChanges("harbor")).toMatchObject([{ by: { id: LEAD.id }, reason: "A release.", policy: { approvals: 2 } }]);
  });

  it("says of a sign-off how much its signer had opened", async () => {
    const history = signed();
    const before = history.upgrade();
    const after = {
      ...before,
      policy: { ...before.policy, openedPercent: 100 },
      signOffs: before.signOffs.map((one) => ({ ...one, coverage: one.coverage && { ...one.coverage, hunks: 4, opened: 3 } })),
    };

    expect(listSignatures(after, [], "schema")[0]?.notCounted).toBe("had opened 3 of 4 hunks, and the policy asks for 4");
    expect(listSignatures(after, [], "router")[0]?.notCounted).toBeUndefined();
  });

  it("is for tech leads and administrators", async () => {
    const world = await aWorld(signed());

    expect(await changePolicy(world, fresh(REVIEWER_A), "harbor", { policy: STRICT, reason: "" })).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    expect(await changePolicy(world, fresh(OPERATOR), "harbor", { policy: STRICT, reason: "" })).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    expect(await world.apps.listPolicyChanges("harbor")).toEqual([]);
  });

  it("is made up for when it was cut short, and told twice changes nothing", async () => {
    const world = await aWorld(signed());
    await world.apps.setPolicy("harbor", { at: NOON, by: { id: LEAD.id, name: LEAD.name }, policy: STRICT, reason: "" });

    await alignPolicies(world);
    const { lastSeq, policy } = await world.upgrade();
    await alignPolicies(world);

    expect(policy.openedPercent).toBe(100);
    expect((await world.upgrade()).lastSeq).toBe(lastSeq);
  });
});

describe("a second reviewer", () => {
  it("switches four eyes on in an upgrade that is under way, and leaving again does not switch them off", async () => {
    const history = anUpgrade({ reviewers: [REVIEWER_A], fourEyes: false });
    const world = await aWorld(history, [LEAD, REVIEWER_A, REVIEWER_B]);

    await alignPolicies(world);
    expect((await world.upgrade()).policy.fourEyes).toBe(true);

    await world.people.setRoles(REVIEWER_B.id, []);
    await alignPolicies(world);
    expect((await world.upgrade()).policy.fourEyes).toBe(true);
  });
});
