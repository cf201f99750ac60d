import { describe, expect, it } from "vitest";
import type { AgentEvent, JobReport } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { err, ok } from "@/lib/core/result";
import { decideAttest } from "@/lib/core/upgrade/decide/settle-step";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { stepStatus } from "@/lib/core/upgrade/step-status";
import { createServiceWorld, type ServiceWorld } from "@/lib/testing/service-world";
import { A_CHECKOUT, aFinished, aJobId, anUpgrade, NOON, OPERATOR, TREE_B, upgraded } from "@/lib/testing/upgrade-builders";
import { AgentAwayError } from "./agent-away-error";
import { recordFact } from "./record-fact";

/** An upgrade whose anchor is under way. */
async function anchorUnderWay(): Promise<{
  readonly world: ServiceWorld;
  readonly jobId: string;
  readonly tell: (event: AgentEvent) => ReturnType<typeof recordFact>;
}> {
  const jobId = aJobId();
  const history = anUpgrade()
    .take((upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" }))
    .take((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "anchor", alternative: null, reason: "", passkeys: null, jobId }));
  const world = await createServiceWorld(history);
  return { world, jobId, tell: (event) => recordFact(world, world.agent, "agent-1", event) };
}

/** An upgrade that waits for its first snapshot. */
async function snapshotUnderWay() {
  const world = await createServiceWorld(upgraded(anUpgrade()));
  const jobId = (await world.upgrade()).attempts.at(-1)?.job.jobId ?? "";
  const eventOf = (outputs: Readonly<Record<string, string>>) =>
    aFinished(jobId, { ...world.agent.keepLog(jobId, "snapshot taken\n"), report: { ...REPORT, outputs: [...world.agent.keepOutputs(jobId, outputs)] } });
  const begun: AgentEvent = { number: 1, at: NOON, jobId, appId: "harbor", upgradeId: "upgrade-1", type: "job.started", argv: [], treeId: null, sealing: null };
  return { world, jobId, eventOf, begun, tell: (outputs: Readonly<Record<string, string>>) => recordFact(world, world.agent, "agent-1", eventOf(outputs)) };
}

const REPORT: Extract<JobReport, { type: "snapshot" }> = {
  type: "snapshot",
  treeId: TREE_B,
  head: null,
  lockDigest: null,
  checkout: A_CHECKOUT,
  people: [],
  outputs: [],
};

const NOTHING_CHANGED = {
  "elixir.diff": "",
  "other.diff": "",
  "tree.json": JSON.stringify({ anchorPaths: [], paths: [], files: { "mix.exs": "[app: :harbor]" } }),
};

describe("taking over a fact from the agent", () => {
  it("records it once, however often it is told, and keeps the whole log", async () => {
    const { world, jobId, tell } = await anchorUnderWay();
    const log = "line\n".repeat(5_000);
    const event = aFinished(jobId, world.agent.keepLog(jobId, log, 999));

    const first = await tell(event);
    const again = await Promise.all([tell(event), tell(event)]);

    expect(first).toMatchObject({ ok: true, value: { attempts: [{ progress: { status: "ended", log: { blob: sha256Hex(log), sizeBytes: log.length } } }] } });
    const lastSeq = first.ok ? first.value.lastSeq : 0;
    expect(again).toMatchObject([
      { ok: true, value: { lastSeq } },
      { ok: true, value: { lastSeq } },
    ]);
    expect(new TextDecoder().decode(await world.blobs.get(sha256Hex(log)))).toBe(log);
  });

  it("takes nothing back when facts come late: the end stays the end", async () => {
    const { world, jobId, tell } = await anchorUnderWay();
    await tell(aFinished(jobId, world.agent.keepLog(jobId, "done\n")));
    const { lastSeq } = await world.upgrade();
    const late = { number: 1, at: NOON, jobId, appId: "harbor", upgradeId: "upgrade-1" };

    await tell({ ...late, type: "job.started", argv: [], treeId: null, sealing: null });
    await tell({ ...late, type: "job.refused", code: "app-busy", message: "Busy.", treeId: null });
    await tell({ ...late, type: "job.serving", url: "http://localhost:1", probes: [] });

    expect(await world.upgrade()).toMatchObject({ lastSeq, attempts: [{ progress: { status: "ended" } }] });
  });

  it("waits for an agent that is away, and records nothing meanwhile", async () => {
    const { world, jobId, tell } = await anchorUnderWay();
    const { lastSeq } = await world.upgrade();
    const { log } = world.agent.keepLog(jobId, "one log\n");
    world.agent.goAway();

    await expect(tell(aFinished(jobId, { log }))).rejects.toThrow(AgentAwayError);

    expect(await world.upgrade()).toMatchObject({ lastSeq, attempts: [{ progress: { status: "sent" } }] });
  });

  it("records a log that is not what was announced as a failure that says so, and holds nothing up", async () => {
    const { world, jobId, tell } = await anchorUnderWay();
    const { log } = world.agent.keepLog(jobId, "one log\n");
    world.agent.keepLog(jobId, "another\n");

    await tell(aFinished(jobId, { log }));

    const upgrade = await world.upgrade();
    expect(upgrade.attempts).toMatchObject([
      { progress: { status: "ended", log: { blob: sha256Hex("another\n") }, findings: [{ kind: "log-incomplete", severity: "block" }] } },
    ]);
    const anchor = upgrade.lane.steps.find(({ id }) => id === "anchor");
    expect(anchor && stepStatus(upgrade, anchor)).toBe("failed");
  });

  it("refuses a fact about a job that is none of the upgrade's", async () => {
    const { world, tell } = await anchorUnderWay();
    const stranger = aJobId();

    expect(await tell(aFinished(stranger, world.agent.keepLog(stranger, "")))).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await tell({ ...aFinished(stranger), upgradeId: "nobody-knows" })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("taking over a snapshot", () => {
  it("records it with its content", async () => {
    const { world, tell } = await snapshotUnderWay();

    expect(await tell(NOTHING_CHANGED)).toMatchObject({ ok: true });
    expect(await world.upgrade()).toMatchObject({ snapshots: [{ number: 1, treeId: TREE_B, files: 0 }] });
  });

  it.each([
    ["a listing that is none", { ...NOTHING_CHANGED, "other.diff": "nonsense\0" }, "expected NUL before the patch"],
    [
      "a patch of another listing",
      {
        ...NOTHING_CHANGED,
        "elixir.diff": `:000000 100644 ${"0".repeat(40)} ${"a".repeat(40)} A\0lib/a.ex\0\0diff --git a/lib/b.ex b/lib/b.ex\nindex ${"1".repeat(40)}..${"2".repeat(40)}\n`,
      },
      "expected blobs",
    ],
    ["a tree that is no JSON", { ...NOTHING_CHANGED, "tree.json": "{" }, "JSON"],
    ["an output that is missing", { "elixir.diff": "", "tree.json": NOTHING_CHANGED["tree.json"] }, "expected an output other.diff"],
  ])("records %s as a failed snapshot, with the reason", async (_case, outputs, reason) => {
    const { world, jobId, tell } = await snapshotUnderWay();

    expect(await tell(outputs)).toMatchObject({ ok: true });

    const upgrade = await world.upgrade();
    expect(upgrade.snapshots).toEqual([]);
    expect(upgrade.attempts.find(({ job }) => job.jobId === jobId)?.progress).toMatchObject({
      status: "ended",
      exitCode: 1,
      message: expect.stringContaining(reason),
      report: { type: "none" },
    });
  });

  it("builds it once however often others are first", async () => {
    const { world, eventOf } = await snapshotUnderWay();
    let conflicts = 10;
    let reads = 0;
    const append: typeof world.log.append = async (...given) => {
      conflicts -= 1;
      return conflicts >= 0 ? "conflict" : world.log.append(...given);
    };
    const readOutput: typeof world.agent.readOutput = (...given) => {
      reads += 1;
      return world.agent.readOutput(...given);
    };

    const told = await recordFact({ ...world, log: { ...world.log, append } }, { ...world.agent, readOutput }, "agent-1", eventOf(NOTHING_CHANGED));

    expect(told).toMatchObject({ ok: true, value: { snapshots: [{ number: 1 }] } });
    expect(reads).toBe(Object.keys(NOTHING_CHANGED).length);
  });

  it("sorts a snapshot while it is taken, and reads nothing of it again", async () => {
    const { world, eventOf, begun } = await snapshotUnderWay();
    const asked: string[] = [];
    let end = () => {};
    const isOver = new Promise<void>((resolve) => {
      end = resolve;
    });
    const readOutput: typeof world.agent.readOutput = async (_jobId, name, offset) => {
      asked.push(`${name} ${offset}`);
      const whole = Buffer.from(NOTHING_CHANGED[name as keyof typeof NOTHING_CHANGED]);
      if (offset === whole.length) await isOver;
      return ok({ bytes: whole.subarray(offset), size: whole.length, ended: offset === whole.length });
    };
    const agent = { ...world.agent, readOutput };
    const whileTaken = ["tree.json 0", `tree.json ${NOTHING_CHANGED["tree.json"].length}`];

    await recordFact(world, agent, "agent-1", begun);
    await expect.poll(() => asked).toEqual(whileTaken);
    end();
    const told = await recordFact(world, agent, "agent-1", eventOf(NOTHING_CHANGED));

    expect(told).toMatchObject({ ok: true, value: { snapshots: [{ number: 1 }] } });
    expect(asked).toEqual([...whileTaken, "elixir.diff 0", "other.diff 0"]);
  });

  it("sorts it at its end when the agent was away in between", async () => {
    const { world, eventOf, begun } = await snapshotUnderWay();
    const readOutput: typeof world.agent.readOutput = async () => err({ code: "unreachable", message: "The agent does not answer." });

    await recordFact(world, { ...world.agent, readOutput }, "agent-1", begun);
    const told = await recordFact(world, world.agent, "agent-1", eventOf(NOTHING_CHANGED));

    expect(told).toMatchObject({ ok: true, value: { snapshots: [{ number: 1 }] } });
  });

  it("records what was read while it was taken as a failed snapshot when it is not what the agent announces", async () => {
    const { world, eventOf, begun } = await snapshotUnderWay();
    const readOutput: typeof world.agent.readOutput = async (...given) => {
      const came = await world.agent.readOutput(...given);
      return came.ok && given[1] === "tree.json" ? ok({ ...came.value, bytes: came.value.bytes.map((byte) => (byte === 0x62 ? 0x42 : byte)) }) : came;
    };
    const event = eventOf(NOTHING_CHANGED);

    await recordFact(world, { ...world.agent, readOutput }, "agent-1", begun);
    await recordFact(world, world.agent, "agent-1", event);

    expect((await world.upgrade()).attempts.at(-1)?.progress).toMatchObject({
      status: "ended",
      exitCode: 1,
      message: expect.stringContaining("not what the agent announced"),
    });
  });

  it("records an output that is not the announced one as a failed snapshot", async () => {
    const { world, jobId, eventOf } = await snapshotUnderWay();
    const event = eventOf(NOTHING_CHANGED);
    world.agent.keepOutputs(jobId, { "other.diff": "changed since" });

    await recordFact(world, world.agent, "agent-1", event);

    expect((await world.upgrade()).attempts.at(-1)?.progress).toMatchObject({
      status: "ended",
      exitCode: 1,
      message: expect.stringContaining("not what the agent announced"),
    });
  });

  it("waits for an agent that left in between, and records nothing yet", async () => {
    const { world, eventOf, tell } = await snapshotUnderWay();
    const { lastSeq } = await world.upgrade();
    const readLog = world.agent.readLog;
    const leaving = { ...world.agent, readLog: async (...args: Parameters<typeof readLog>) => readLog(...args).finally(() => world.agent.goAway()) };

    await expect(recordFact(world, leaving, "agent-1", eventOf(NOTHING_CHANGED))).rejects.toThrow(AgentAwayError);
    expect(await world.upgrade()).toMatchObject({ lastSeq });

    world.agent.comeBack();
    expect(await tell(NOTHING_CHANGED)).toMatchObject({ ok: true, value: { snapshots: [{ number: 1 }] } });
  });
});
