import { describe, expect, it } from "vitest";
import type { AgentEvent } from "@/lib/contract/agent-api";
import { decideCancel } from "@/lib/core/upgrade/decide/cancel-attempt";
import { decideAttest } from "@/lib/core/upgrade/decide/settle-step";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { createServiceWorld } from "@/lib/testing/service-world";
import { aFinished, aJobId, anUpgrade, type History, NOON, OPERATOR, tell } from "@/lib/testing/upgrade-builders";
import { executeExisting } from "./execute-upgrade";
import { sendDeliveries } from "./send-deliveries";

/** An upgrade whose anchor was asked for, and the job. */
function anchorAsked(): { readonly history: History; readonly jobId: string } {
  const jobId = aJobId();
  const history = anUpgrade()
    .take((upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" }))
    .take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", alternative: null, reason: "", passkeys: null, jobId }));
  return { history, jobId };
}

const started = (jobId: string): AgentEvent => ({
  number: 1,
  at: NOON,
  type: "job.started",
  jobId,
  appId: "harbor",
  upgradeId: "upgrade-1",
  argv: [],
  treeId: null,
  sealing: null,
});

describe("sending what has not reached the agent", () => {
  it("keeps a job while the agent is away and sends it once it is back", async () => {
    const { history, jobId } = anchorAsked();
    const world = await createServiceWorld(history);
    world.agent.goAway();

    expect(await sendDeliveries(world, world.agent)).toMatchObject([{ jobId, kind: "job" }]);
    expect(await sendDeliveries(world, world.agent)).toMatchObject([{ jobId, kind: "job" }]);
    expect(await world.upgrade()).toMatchObject({ lastSeq: history.upgrade().lastSeq, attempts: [{ accepted: false, progress: { status: "sent" } }] });

    world.agent.comeBack();
    expect(await sendDeliveries(world, world.agent)).toEqual([]);
    expect(world.agent.sent).toEqual([history.upgrade().attempts[0]?.job]);
    expect(await world.upgrade()).toMatchObject({ attempts: [{ accepted: true }] });
    expect(await sendDeliveries(world, world.agent)).toEqual([]);
    expect(world.agent.sent).toHaveLength(1);
  });

  it("records one acceptance when two senders are at it", async () => {
    const { history, jobId } = anchorAsked();
    const world = await createServiceWorld(history);

    await Promise.all([sendDeliveries(world, world.agent), sendDeliveries(world, world.agent)]);

    expect(world.agent.sent.map((job) => job.jobId)).toEqual([jobId, jobId]);
    expect(await world.upgrade()).toMatchObject({ lastSeq: history.upgrade().lastSeq + 1 });
  });

  it.each(["internal", "unauthorized"] as const)("tries again after the answer %s, which says nothing about the job", async (code) => {
    const { history } = anchorAsked();
    const world = await createServiceWorld(history, { refusal: { code, message: "Not now." } });

    expect(await sendDeliveries(world, world.agent)).toHaveLength(1);
    expect(await world.upgrade()).toMatchObject({ attempts: [{ progress: { status: "sent" } }] });
  });

  it("records the agent's no, with its words, and sends nothing more", async () => {
    const { history } = anchorAsked();
    const world = await createServiceWorld(history, { refusal: { code: "app-busy", message: "Another job has this app." } });

    expect(await sendDeliveries(world, world.agent)).toEqual([]);
    expect(await world.upgrade()).toMatchObject({ attempts: [{ progress: { status: "refused", code: "app-busy", message: "Another job has this app." } }] });
    expect(await sendDeliveries(world, world.agent)).toEqual([]);
    expect(world.agent.sent).toHaveLength(1);
  });

  it("repeats the wish to cancel until the end is told", async () => {
    const { history, jobId } = anchorAsked();
    history.take((upgrade) => tell(upgrade, started(jobId))).take((upgrade) => decideCancel(upgrade, OPERATOR, jobId));
    const world = await createServiceWorld(history);

    world.agent.goAway();
    expect(await sendDeliveries(world, world.agent)).toMatchObject([{ jobId, kind: "cancel" }]);
    world.agent.comeBack();
    expect(await sendDeliveries(world, world.agent)).toEqual([]);
    await executeExisting(world, "upgrade-1", (upgrade) => tell(upgrade, aFinished(jobId, { outcome: "cancelled", exitCode: null })));
    await sendDeliveries(world, world.agent);

    expect(world.agent.cancelled).toEqual([jobId]);
  });
});
