import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { detectConfinement } from "../exec/confinement";
import { readProcess } from "../exec/process-table.mjs";
import { aCommandStep, aLane } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, listMarked, logOf, run, runToFinish, startAgent, until, untilEnded } from "@/lib/testing/agent/an-agent";

const lane = aLane([
  aCommandStep("print", "echo one; echo two >&2; env | sort > env.txt; exit 3"),
  aCommandStep("show-journal", "cat ../../data/journal.ndjson"),
  aCommandStep("slow", "echo begin; while [ ! -e go ]; do sleep 0.05; done; echo end"),
  aCommandStep("needy", "true", { needsFiles: ["scripts/smoke.sh"] }),
  aCommandStep("unknown-program", "", { command: ["no-such-program"] }),
  aCommandStep(
    "stubborn",
    "trap '' TERM; (setsid sh -c 'trap \"\" TERM; echo $$ > daemon.pid; sleep 60 & sleep 60' &) ; echo $$ > main.pid; while :; do sleep 0.1; done",
  ),
  aCommandStep("verbose", "yes 0123456789abcdef | head -n 200000"),
  aCommandStep("verbose-then-waits", "yes 0123456789abcdef | head -n 200000; echo > written; while [ ! -e go ]; do sleep 0.05; done"),
  aCommandStep("leaves-one", "(setsid sleep 60 &) ; echo done"),
]);

describe("running a command", () => {
  it("reports exit code, log and the trees around it", async () => {
    const started = await startAgent({ lane });
    const job = aCommandJob(started, "print");

    const ended = await runToFinish(started, job);

    const text = await logOf(started, job.jobId);
    expect(text).toBe("one\ntwo\n");
    expect(ended).toMatchObject({ outcome: "exited", exitCode: 3, signal: null, log: { sizeBytes: 8, sha256: sha256Hex("one\ntwo\n") } });
    expect(ended.treeAfter).not.toBe(ended.treeBefore);
  });

  it("is on record before the program runs", async () => {
    const started = await startAgent({ lane });
    const job = aCommandJob(started, "show-journal");

    await run(started, job);

    expect(await logOf(started, job.jobId)).toContain('"type":"job.started"');
  });

  it("gives the program only the listed environment", async () => {
    process.env.AGENT_SECRET = "hidden";
    const started = await startAgent({ lane, app: { environment: { MIX_ENV: "prod" } } });
    const job = aCommandJob(started, "print");

    await run(started, job);

    const names = readFileSync(join(started.checkout, "env.txt"), "utf8")
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(names).toContain("MIX_ENV");
    expect(names).toContain("UPGRADE_REVIEW_JOB");
    const allowed = ["PATH", "HOME", "LANG", "LC_ALL", "USER", "LOGNAME", "TMPDIR", "MIX_ENV", "UPGRADE_REVIEW_JOB", "PWD", "SHLVL", "_", "OLDPWD", ""];
    expect(names.filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
  });

  it("runs the same job once, however often it is sent", async () => {
    const started = await startAgent({ lane });
    const job = aCommandJob(started, "print");

    const answers = await Promise.all([1, 2, 3].map(() => started.client.submitJob(job)));
    await untilEnded(started, job.jobId);
    const later = await started.client.submitJob(job);

    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(later).toEqual({ ok: true, value: { jobId: job.jobId, state: "ended" } });
    expect(await logOf(started, job.jobId)).toBe("one\ntwo\n");
    expect(await started.client.submitJob({ ...job, attempt: 2 })).toMatchObject({ ok: false, error: { code: "job-differs" } });
  });

  it("lets a reader follow the log by offset while it grows", async () => {
    const started = await startAgent({ lane });
    const job = aCommandJob(started, "slow");
    await started.client.submitJob(job);

    const first = await started.client.readLog(job.jobId, { offset: 0, waitMs: 5_000 });
    const waiting = started.client.readLog(job.jobId, { offset: 6, waitMs: 10_000 });
    writeFileSync(join(started.checkout, "go"), "");
    const second = await waiting;
    await untilEnded(started, job.jobId);
    const last = await started.client.readLog(job.jobId, { offset: 10, waitMs: 5_000 });

    const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    expect(first.ok && [decode(first.value.bytes), first.value.ended]).toEqual(["begin\n", false]);
    expect(second.ok && decode(second.value.bytes)).toBe("end\n");
    expect(last).toMatchObject({ ok: true, value: { size: 10, ended: true } });
    expect(await started.client.readLog(job.jobId, { offset: 11 })).toMatchObject({ ok: false });
  });

  it("keeps a second job off the app, and tells the feed", async () => {
    const started = await startAgent({ lane });
    const first = aCommandJob(started, "slow");
    const second = aJob({ type: "posture", package: "sigra" });
    await started.client.submitJob(first);

    const refused = await started.client.submitJob(second);

    expect(refused).toMatchObject({ ok: false, error: { code: "app-busy" } });
    expect(refused.ok ? "" : refused.error.message).toContain(first.jobId);
    expect(await untilEnded(started, second.jobId)).toMatchObject({ type: "job.refused", code: "app-busy" });
    expect(await started.client.submitJob(second)).toEqual(refused);
    expect(await started.client.getLock("shop")).toMatchObject({ ok: true, value: { lock: { jobId: first.jobId } } });
    writeFileSync(join(started.checkout, "go"), "");
    await untilEnded(started, first.jobId);
  });

  it.each([
    ["a file the step needs", "needy", "scripts/smoke.sh"],
    ["the program", "unknown-program", "no-such-program"],
  ])("is refused without %s", async (_what, stepId, named) => {
    const started = await startAgent({ lane });

    const ended = await run(started, aCommandJob(started, stepId));

    expect(ended).toMatchObject({ type: "job.refused", code: "missing-file" });
    expect(ended.message).toContain(named);
  });
});

/** Keeps what another run left behind out of sight. */
const RUN = 100 + (process.pid % 900);
/** Programs that shed what they are known by; each sleeps for a time that names it. */
const ESCAPES: Readonly<Record<string, string>> = {
  "ignores SIGTERM in a session of its own": `(setsid sh -c 'trap "" TERM; sleep ${RUN}7101 & sleep ${RUN}7101' &) ; sleep ${RUN}7101`,
  "has an empty environment": `env -i sleep ${RUN}7102 & sleep ${RUN}7102`,
  "left by a double fork, with an empty environment": `env -i setsid sh -c '(sleep ${RUN}7103 &) ; exit' ; sleep ${RUN}7103`,
  "left its session with an empty environment and sends its output elsewhere": `env -i setsid sh -c 'sleep ${RUN}7104 & sleep 3' > /dev/null 2>&1 < /dev/null & sleep ${RUN}7104`,
};
const nameOf = (line: string) => /sleep (\d{7,})/.exec(line)?.[1] ?? "";
const escapes = aLane(Object.values(ESCAPES).map((line) => aCommandStep(`escape-${nameOf(line)}`, line)));

/** Living processes with that very argument. */
function listSleeping(seconds: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid) || (readProcess(Number(pid))?.state ?? "Z") === "Z") return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8") === `sleep\0${seconds}\0`;
    } catch {
      return false;
    }
  });
}

const WAYS = [["pid-namespace", {}] as const, ["sweep", { confinement: "sweep" }] as const].filter(
  ([way]) => way === "sweep" || detectConfinement(["/usr/bin", "/bin"]).description.way === way,
);
if (WAYS.length === 1) console.warn("\n\n  SKIPPED: ending steps by PID namespace. This system gives none.\n\n");

describe.each(WAYS)("ending a command by %s", (way, config) => {
  it("is what the agent says it does", async () => {
    const started = await startAgent({ lane, config });

    expect(await started.client.getHealth()).toMatchObject({ ok: true, value: { confinement: { way } } });
  });

  it.each(Object.entries(ESCAPES))("ends on cancel what %s", async (_what, line) => {
    const started = await startAgent({ lane: escapes, config });
    const job = aCommandJob(started, `escape-${nameOf(line)}`);
    await started.client.submitJob(job);
    await until(() => listSleeping(nameOf(line)).length >= 2, 30_000);

    await started.client.cancelJob(job.jobId);
    const ended = await untilEnded(started, job.jobId);

    expect(ended).toMatchObject({ outcome: "cancelled", signal: expect.stringMatching(/^SIG(TERM|KILL)$/) });
    expect([listSleeping(nameOf(line)), listMarked(job.jobId)]).toEqual([[], []]);
  });

  it("gives a program that will not go its time, then ends it", async () => {
    const started = await startAgent({ lane, config });
    const job = aCommandJob(started, "stubborn");
    await started.client.submitJob(job);
    await until(() => existsSync(join(started.checkout, "daemon.pid")) && readFileSync(join(started.checkout, "daemon.pid"), "utf8") !== "", 30_000);

    await started.client.cancelJob(job.jobId);
    const ended = await untilEnded(started, job.jobId);

    expect(ended).toMatchObject({ outcome: "cancelled", signal: "SIGKILL" });
    expect(listMarked(job.jobId)).toEqual([]);
  });

  it("does the same at the time limit", async () => {
    const started = await startAgent({ lane, config });
    const job = aCommandJob(started, "stubborn", { timeoutMs: 1_000 });

    const ended = await run(started, job);

    expect(ended).toMatchObject({ outcome: "timed-out", exitCode: null });
    expect(listMarked(job.jobId)).toEqual([]);
  });

  it("leaves nothing running behind a program that exits", async () => {
    const started = await startAgent({ lane, config });
    const job = aCommandJob(started, "leaves-one");

    const ended = await run(started, job);

    expect(ended).toMatchObject({ outcome: "exited", exitCode: 0, message: "One process outlived the program and was ended." });
    expect(listMarked(job.jobId)).toEqual([]);
  });
});

describe("a log beyond its limit", () => {
  const LIMIT = 1_000_000;
  const LINE = "0123456789abcdef\n";

  it("is kept up to the limit, and says how much is missing and what its hash is", async () => {
    const started = await startAgent({ lane, logLimitBytes: LIMIT });
    const job = aCommandJob(started, "verbose");

    const ended = await runToFinish(started, job);

    const written = LINE.repeat(200_000);
    const dropped = written.slice(LIMIT);
    const text = await logOf(started, job.jobId);
    expect(text.slice(0, LIMIT)).toBe(written.slice(0, LIMIT));
    expect(text.slice(LIMIT)).toBe(
      `\n[log limit: ${LIMIT} bytes are kept. ${dropped.length} further bytes were dropped; their SHA-256 is ${sha256Hex(dropped)}.]\n`,
    );
    expect(ended.log).toEqual({ sizeBytes: text.length, sha256: sha256Hex(text) });
  });

  it("is never served beyond the limit while the program runs", async () => {
    const started = await startAgent({ lane, logLimitBytes: LIMIT });
    const job = aCommandJob(started, "verbose-then-waits");
    await started.client.submitJob(job);
    await until(() => existsSync(join(started.checkout, "written")), 30_000);

    const served = await started.client.readLog(job.jobId, { offset: 0 });

    expect(served).toMatchObject({ ok: true, value: { size: LIMIT, ended: false } });
    writeFileSync(join(started.checkout, "go"), "");
    await untilEnded(started, job.jobId);
  });
});
