import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git } from "@/lib/testing/agent/a-checkout";
import { aCommandStep, aLane, aServeStep } from "@/lib/testing/agent/a-lane";
import { aCommandJob, aJob, listMarked, logOf, runToFinish, startAgent, until, untilEnded, type Started } from "@/lib/testing/agent/an-agent";

const lane = aLane([
  aCommandStep("wait", "echo hello; echo $$ > pid; while [ ! -e go ]; do sleep 0.02; done; echo bye; exit 7"),
  aServeStep("serve", "require('fs').writeFileSync('pid', 'x'); require('http').createServer((q, r) => r.end('hi')).listen(process.env.PORT, '127.0.0.1')"),
]);

async function startWaiting(stepId = "wait"): Promise<{ started: Started; jobId: string }> {
  const started = await startAgent({ lane });
  const job = stepId === "serve" ? aJob({ type: "serve", laneId: lane.lane.id, laneDigest: lane.digest, stepId }) : aCommandJob(started, stepId);
  await started.client.submitJob(job);
  await until(() => existsSync(join(started.checkout, "pid")));
  return { started, jobId: job.jobId };
}

const restart = ({ folder, checkout }: Started) => startAgent({ lane, folder, checkout });

describe("an agent that is started again", () => {
  it("takes the result of a program that ended meanwhile", async () => {
    const { started, jobId } = await startWaiting();
    await started.agent.close();
    writeFileSync(join(started.checkout, "go"), "");
    await until(() => existsSync(join(started.dataDir, "jobs", jobId, "result.json")));

    const second = await restart(started);

    expect(await untilEnded(second, jobId)).toMatchObject({ outcome: "exited", exitCode: 7 });
    expect(await logOf(second, jobId)).toBe("hello\nbye\n");
  });

  it("goes on keeping others off the app, and can cancel what the first one started", async () => {
    const { started, jobId } = await startWaiting();
    await started.agent.close();

    const second = await restart(started);
    const other = await second.client.submitJob(aJob({ type: "clean-tree" }));
    await second.client.cancelJob(jobId);

    expect(other).toMatchObject({ ok: false, error: { code: "app-busy" } });
    expect(await untilEnded(second, jobId)).toMatchObject({ outcome: "cancelled" });
    expect(listMarked(jobId)).toEqual([]);
  });

  it("reports a program that vanished with its shim as interrupted, and ends what is left of it", async () => {
    const { started, jobId } = await startWaiting();
    await started.agent.close();
    const claim = readFileSync(join(started.dataDir, "jobs", jobId, "claim.json"), "utf8");
    process.kill(Number(/"pid":(\d+)/.exec(claim)?.[1]), "SIGKILL");

    const second = await restart(started);

    expect(await untilEnded(second, jobId)).toMatchObject({ outcome: "interrupted", exitCode: null });
    expect(listMarked(jobId)).toEqual([]);
  });

  it("never runs a job that was started on paper only, even when its shim comes late", async () => {
    const { started, jobId } = await startWaiting();
    await started.client.cancelJob(jobId);
    await untilEnded(started, jobId);
    await started.agent.close();
    // As after a crash between the journal's fsync and the program: no claim, no result, no end.
    const journal = join(started.dataDir, "journal.ndjson");
    const lines = readFileSync(journal, "utf8").split("\n");
    writeFileSync(journal, `${lines.slice(0, 2).join("\n")}\n`);
    for (const name of ["claim.json", "result.json", "cancel"]) rmSync(join(started.dataDir, "jobs", jobId, name));

    const second = await restart(started);

    expect(await untilEnded(second, jobId)).toMatchObject({ outcome: "interrupted" });
    expect(readFileSync(join(started.dataDir, "jobs", jobId, "claim.json"), "utf8")).toContain("agent");
  });

  it("clears what a killed one left of a sealed run that has ended", async () => {
    const started = await startAgent({ lane });
    await started.agent.close();
    mkdirSync(join(started.dataDir, "sealed", "old-job-1", "tree"), { recursive: true });

    await restart(started);

    expect(readdirSync(join(started.dataDir, "sealed"))).toEqual([]);
  });

  it("goes on serving", async () => {
    const { started, jobId } = await startWaiting("serve");
    await started.agent.close();

    const second = await restart(started);
    await until(async () => {
      const lock = await second.client.getLock("shop");
      return lock.ok && lock.value.serving?.jobId === jobId;
    });
    await second.client.cancelJob(jobId);

    expect(await untilEnded(second, jobId)).toMatchObject({ outcome: "cancelled" });
  });

  it.each([
    ["half a line", '{"kind":"event","event":{"numb'],
    ["a line of what the disk held before", "\0\0\0\0\n"],
  ])("cuts %s off its journal and goes on with the next number", async (_what, torn) => {
    const started = await startAgent({ lane });
    await runToFinish(started, aJob({ type: "clean-tree" }));
    await started.agent.close();
    appendFileSync(join(started.dataDir, "journal.ndjson"), torn);

    const second = await restart(started);
    const ended = await runToFinish(second, aJob({ type: "clean-tree" }));
    await second.agent.close();
    const third = await restart(started);

    expect(ended.number).toBe(4);
    expect(await third.client.getEvents({ after: 0 })).toMatchObject({ ok: true, value: { agentId: started.agent.agentId, last: 4 } });
  });

  it("is refused when an earlier line of the journal is damaged", async () => {
    const started = await startAgent({ lane });
    await runToFinish(started, aJob({ type: "clean-tree" }));
    await started.agent.close();
    const journal = join(started.dataDir, "journal.ndjson");
    writeFileSync(journal, readFileSync(journal, "utf8").replace('"job.started"', '"job.bungled"'));

    await expect(restart(started)).rejects.toThrow("damaged entry");
  });
});

describe("an agent", () => {
  it("is refused the data folder while another one has it", async () => {
    const started = await startAgent();

    await expect(restart(started)).rejects.toThrow(/another agent \(process \d+\) uses the data folder/);
  });

  it("takes over the lock of a process that is gone", async () => {
    const started = await startAgent();
    await started.agent.close();
    writeFileSync(join(started.dataDir, "agent.lock"), JSON.stringify({ pid: process.pid, startTime: "1", bootId: "another" }));

    await expect(restart(started)).resolves.toBeDefined();
  });

  it("takes no new job once it stops, and says that it is to be sent again", async () => {
    const started = await startAgent();
    await started.agent.close();

    const answer = await started.agent.http.request(`${started.url}/jobs`, {
      method: "POST",
      headers: { authorization: `Bearer ${started.token}`, "content-type": "application/json" },
      body: JSON.stringify(aJob({ type: "clean-tree" })),
    });

    expect([answer.status, await answer.json()]).toEqual([503, { code: "stopping", message: expect.stringContaining("send it again") }]);
    expect(readFileSync(join(started.dataDir, "journal.ndjson"), "utf8")).toBe("");
  });

  it("is refused a token that others can read", async () => {
    const started = await startAgent();
    await started.agent.close();
    chmodSync(join(started.folder, "token"), 0o640);

    await expect(restart(started)).rejects.toThrow("mode 640");
  });

  it("is refused a data folder that is a file", async () => {
    const started = await startAgent();
    await started.agent.close();

    await expect(startAgent({ folder: join(started.dataDir, "journal.ndjson"), checkout: started.checkout })).rejects.toThrow("cannot write the data folder");
  });
});

describe("adding an app", () => {
  it.each([
    ["..", (folder: string) => join(folder, "root", "..", "outside"), "outside-roots"],
    ["an absolute path elsewhere", () => "/etc", "outside-roots"],
    ["a link that leads out", (folder: string) => join(folder, "root", "link"), "outside-roots"],
    ["a folder that is not there", (folder: string) => join(folder, "root", "none"), "outside-roots"],
    ["a folder without git", (folder: string) => join(folder, "root"), "not-a-checkout"],
    ["the app that is there", (folder: string) => join(folder, "root", "shop"), "app-exists"],
  ])("is refused for %s", async (_what, path, code) => {
    const started = await startAgent();
    git(started.folder, "clone", "-q", started.checkout, join(started.folder, "outside"));
    symlinkSync(join(started.folder, "outside"), join(started.folder, "root", "link"));

    expect(await started.client.addApp({ id: "other", name: "Other", path: path(started.folder) })).toMatchObject({ ok: false, error: { code } });
  });

  it("is remembered, listed among the candidates and can be repeated", async () => {
    const started = await startAgent();
    const path = join(started.folder, "root", "other");
    git(started.folder, "clone", "-q", started.checkout, path);

    const added = await started.client.addApp({ id: "other", name: "Other", path });
    const again = await started.client.addApp({ id: "other", name: "Other", path });
    await started.agent.close();
    const second = await restart(started);

    expect(added).toEqual({ ok: true, value: { id: "other", name: "Other", path, standIn: null, overrides: {} } });
    expect(again).toEqual(added);
    expect(await second.client.listApps()).toMatchObject({ ok: true, value: { apps: [{ id: "shop" }, { id: "other" }] } });
    expect(await second.client.listCandidates()).toMatchObject({
      ok: true,
      value: {
        candidates: expect.arrayContaining([
          { path, name: "other", appId: "other" },
          { path: started.checkout, name: "shop", appId: "shop" },
        ]),
      },
    });
  });

  it("does not let a link be bent after it was added", async () => {
    const started = await startAgent({ app: {} });
    renameSync(started.checkout, join(started.folder, "moved"));
    symlinkSync(join(started.folder, "moved"), started.checkout);

    expect(await started.client.submitJob(aJob({ type: "clean-tree" }))).toMatchObject({ ok: false, error: { code: "outside-roots" } });
  });
});
