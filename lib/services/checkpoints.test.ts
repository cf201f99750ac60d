import { describe, expect, it } from "vitest";
import { checkpointHash, parseCheckpoint } from "@/lib/core/audit/checkpoint";
import { toGatePassBytes } from "@/lib/core/audit/gate-pass-signature";
import { openRecord } from "@/lib/core/audit/record";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { aKey, verifyEd25519 } from "@/lib/testing/ed25519";
import { createServiceWorld } from "@/lib/testing/service-world";
import { aJobId, anUpgrade, approveAll, aSnapshot, NOON, OPERATOR, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { emitCheckpoints } from "./emit-checkpoints";
import { sendDeliveries } from "./send-deliveries";
import { NO_WITNESS, showCheckpoints } from "./show-checkpoints";

const reviewed = () => snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a"] }));
const signed = () => approveAll(reviewed());

describe("checkpoints", () => {
  it("wait for a sign-off, a gate pass or a hundred records", async () => {
    const world = await createServiceWorld(reviewed());

    await emitCheckpoints(world);
    expect(await world.checkpoints.findLatest()).toBeUndefined();

    await emitCheckpoints(world, { always: true });
    expect(await world.checkpoints.findLatest()).toMatchObject({ number: 1 });
  });

  it("cover every record once a category was signed, and come once", async () => {
    const history = signed();
    const world = await createServiceWorld(history);

    await emitCheckpoints(world);
    await emitCheckpoints(world);

    const latest = await world.checkpoints.findLatest();
    expect(parseCheckpoint(latest?.canonical ?? "")).toMatchObject({ number: 1, records: history.records().length, upgrades: 1, at: NOON });
    expect(await world.checkpoints.readHeads(1)).toMatchObject([
      { upgradeId: "upgrade-1", length: history.records().length, head: history.records().at(-1)?.hash },
    ]);
  });

  it("are shown to the agent until it has cosigned the newest", async () => {
    const world = await createServiceWorld(signed());
    await emitCheckpoints(world);
    world.agent.goAway();

    expect(await showCheckpoints(world, world.agent)).toMatchObject({ status: "away" });
    world.agent.comeBack();
    const state = await showCheckpoints(world, world.agent);

    const latest = await world.checkpoints.findLatest();
    expect(state).toEqual({ status: "witnessed", checkpoint: { number: 1, hash: checkpointHash(latest?.canonical ?? "") }, agentId: "agent-7" });
    expect(latest?.cosignatures).toMatchObject([{ agentId: "agent-7" }]);
    expect(await showCheckpoints(world, world.agent, state)).toBe(state);
    expect(world.agent.shown).toEqual([1]);
    expect(world.live.events).toContainEqual({ type: "upgrade", upgradeId: "upgrade-1", seq: expect.any(Number) });
  });

  it("are refused by an agent that knows another history", async () => {
    const agentOf = await createServiceWorld(signed());
    await emitCheckpoints(agentOf);
    await showCheckpoints(agentOf, agentOf.agent);
    const world = await createServiceWorld(reviewed());
    await emitCheckpoints(world, { always: true });

    expect(await showCheckpoints(world, agentOf.agent)).toMatchObject({ status: "refused", code: "checkpoint-forked" });
  });
});

describe("a job", () => {
  const released = () => {
    const jobId = aJobId();
    return signed().take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "migrate", alternative: null, reason: "", passkeys: null, jobId }));
  };

  it("goes out under the checkpoint the agent cosigned, its gate pass signed over what was released", async () => {
    const history = released();
    const world = await createServiceWorld(history);
    await emitCheckpoints(world);
    const state = await showCheckpoints(world, world.agent);

    await sendDeliveries(world, world.agent, state);

    const [job] = world.agent.sent;
    const [seal] = world.agent.seals;
    const gatePass = seal?.gatePass;
    if (!job?.gatePass || !gatePass) throw new Error("expected a signed gate pass");
    const passed = history.records().find((record) => openRecord(record).event.type === "gate.passed");
    if (!passed) throw new Error("expected a record of the gate pass");
    const { at } = openRecord(passed);
    expect(seal.checkpoint).toEqual(state.checkpoint);
    expect(gatePass.terms).toEqual({
      installationId: world.installation.id,
      agentId: "agent-7",
      appId: "harbor",
      record: { seq: passed.seq, hash: passed.hash },
      issuedAt: at,
      expiresAt: at + 30 * 60_000,
    });
    expect(verifyEd25519(world.installation.publicKey, toGatePassBytes(job.gatePass, gatePass.terms), gatePass.signature)).toBe(true);
    expect(verifyEd25519(aKey("other").publicKey, toGatePassBytes(job.gatePass, gatePass.terms), gatePass.signature)).toBe(false);
  });

  it("waits while the agent cannot be asked what it has witnessed, and while it must be shown more", async () => {
    const world = await createServiceWorld(released());

    expect(await sendDeliveries(world, world.agent, { status: "away", checkpoint: null, agentId: null })).toHaveLength(1);
    expect(world.agent.sent).toEqual([]);
    world.agent.refuse({ code: "checkpoint-not-next", message: "Show checkpoint 4 first." });
    expect(await sendDeliveries(world, world.agent)).toHaveLength(1);
    expect(await world.upgrade()).toMatchObject({ lastSeq: released().upgrade().lastSeq });
  });

  it("goes out again when another process has made a newer checkpoint meanwhile, and not when records are missing", async () => {
    const world = await createServiceWorld(released());
    await emitCheckpoints(world);
    const newest = await showCheckpoints(world, world.agent);
    world.agent.refuse({ code: "checkpoint-smaller", message: "A later one was seen." });

    expect(await sendDeliveries(world, world.agent, NO_WITNESS)).toHaveLength(1);
    expect(await world.upgrade()).toMatchObject({ lastSeq: released().upgrade().lastSeq });

    expect(await sendDeliveries(world, world.agent, newest)).toEqual([]);
    expect((await world.upgrade()).attempts.at(-1)).toMatchObject({ progress: { status: "refused", code: "checkpoint-smaller" } });
  });
});
