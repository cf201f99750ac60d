import { createHash } from "node:crypto";
import { chmodSync, lstatSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { snapshotTreeSchema, type JobReport } from "@/lib/contract/agent-api";
import { parseRawDiff, splitDiffOutput } from "@/lib/core/diff/parse-raw-diff";
import { splitPatch } from "@/lib/core/diff/split-patch";
import { sha256Hex } from "@/lib/core/digest";
import { git, writeFiles } from "@/lib/testing/agent/a-checkout";
import { aJob, run, runToFinish, startAgent, type Started } from "@/lib/testing/agent/an-agent";

type Snapshot = Extract<JobReport, { type: "snapshot" }>;
type Anchor = Extract<JobReport, { type: "anchor" }>;

async function takeAnchor(started: Started): Promise<Anchor> {
  const { report } = await runToFinish(started, aJob({ type: "anchor" }));
  if (report.type !== "anchor") throw new Error(`expected an anchor, came ${report.type}`);
  return report;
}

async function takeSnapshot(started: Started, anchor: Anchor): Promise<{ report: Snapshot; outputs: ReadonlyMap<string, Uint8Array> }> {
  const job = aJob({ type: "snapshot", anchorTree: anchor.treeId, anchorCommit: anchor.commit, package: "sigra" });
  const { report } = await runToFinish(started, job);
  if (report.type !== "snapshot") throw new Error(`expected a snapshot, came ${report.type}`);
  const outputs = new Map<string, Uint8Array>();
  for (const { name, sizeBytes, sha256 } of report.outputs) {
    const bytes = await started.client.fetchOutput(job.jobId, name);
    if (!bytes.ok) throw new Error(bytes.error.message);
    expect([bytes.value.length, sha256Hex(bytes.value)]).toEqual([sizeBytes, sha256]);
    outputs.set(name, bytes.value);
  }
  return { report, outputs };
}

function changesOf(diff: Uint8Array | undefined) {
  const { raw, patch } = splitDiffOutput(diff ?? new Uint8Array());
  const changes = parseRawDiff(raw);
  const slices = splitPatch(changes, patch);
  return changes.map((change, index) => ({ ...change, patch: Buffer.from(slices[index] ?? []).toString("latin1") }));
}

const ODD_NAMES = [
  "a name.ex",
  'quo"te.ex',
  "new\nline.ex",
  "tab\there.txt",
  "party\u{1f389}.ex",
  "back\\slash.txt",
  "-rf",
  "--output=x",
  "ünï.exs",
  " lead.txt",
  "a\\x.ex",
];

describe("a snapshot", () => {
  it("carries odd names, binary files, line endings, long lines, links and modes as they are", async () => {
    const started = await startAgent();
    const { checkout } = started;
    writeFiles(checkout, {
      "mode.sh": "#!/bin/sh\n",
      "lib/big.ex": `${"x".repeat(20_000)}\n${"y\n".repeat(200)}`,
      "old.ex": "a\nb\nc\nd\n",
      ".gitattributes": "*.ex binary\n*.txt text eol=lf\n",
    });
    git(checkout, "add", "-A");
    git(checkout, "commit", "-qm", "more");
    const anchor = await takeAnchor(started);
    for (const name of ODD_NAMES) writeFileSync(join(checkout, name), `content of ${name}\n`);
    writeFileSync(Buffer.concat([Buffer.from(`${checkout}/bad`), Buffer.of(0xff), Buffer.from(".ex")]), "bytes\n");
    writeFiles(checkout, {
      "pixel.bin": Buffer.of(0, 1, 2),
      "crlf.txt": "one\r\ntwo\r\n",
      "lib/big.ex": `${"x".repeat(20_000)}z\n${"y\n".repeat(200)}`,
      "deps/ignored.ex": "no\n",
      "new.ex": "a\nb\nc\nd\n",
    });
    rmSync(join(checkout, "old.ex"));
    chmodSync(join(checkout, "mode.sh"), 0o755);
    symlinkSync("/etc/passwd", join(checkout, "link.ex"));
    const before = fingerprint(checkout);

    const { report, outputs } = await takeSnapshot(started, anchor);

    expect(fingerprint(checkout)).toBe(before);
    const elixir = changesOf(outputs.get("elixir.diff"));
    const other = changesOf(outputs.get("other.diff"));
    const find = (path: string) => [...elixir, ...other].find((change) => change.path === path);
    for (const name of ODD_NAMES) {
      const text = name.replaceAll("\\", "\\\\");
      expect([name, find(text)?.kind, find(text)?.patch.includes("+content of")]).toEqual([name, "added", true]);
    }
    expect(find("bad\\xff.ex")).toMatchObject({ kind: "added", patch: expect.stringContaining("+bytes") });
    expect(find("pixel.bin")?.patch).toContain("Binary files");
    expect(find("crlf.txt")?.patch).toContain("+one\r\n");
    expect(find("lib/big.ex")?.patch).toContain(`+${"x".repeat(20_000)}z\n`);
    expect(find("lib/big.ex")?.patch.match(/^ y$/gm)).toHaveLength(200);
    expect(find("mode.sh")).toMatchObject({ oldMode: "100644", newMode: "100755", kind: "modified" });
    expect(find("link.ex")).toMatchObject({ newMode: "120000", patch: expect.stringContaining("+/etc/passwd") });
    expect(find("new.ex")).toMatchObject({ kind: "renamed", oldPath: "old.ex" });
    expect(find("deps/ignored.ex")).toBeUndefined();
    expect(other.every(({ path }) => !/\.exs?$/.test(path))).toBe(true);
    expect(elixir.every(({ path }) => /\.exs?$/.test(path))).toBe(true);

    const tree = snapshotTreeSchema.parse(JSON.parse(Buffer.from(outputs.get("tree.json") ?? []).toString("utf8")));
    expect(tree.paths).toContain("bad\\xff.ex");
    expect(tree.anchorPaths).toContain("old.ex");
    expect(tree.files["mix.exs"]).toContain(":shop");
    expect(report).toMatchObject({
      lockDigest: sha256Hex(readFileSync(join(checkout, "mix.lock"))),
      checkout: { clean: false, lockedVersion: "0.3.4", requirement: "~> 0.3" },
    });
  });

  it("names authors and committers as the commits do, whatever .mailmap says", async () => {
    const started = await startAgent();
    const anchor = await takeAnchor(started);
    writeFiles(started.checkout, { ".mailmap": "Nobody <nobody@example.com> <eve@example.com>\n" });
    git(started.checkout, "add", "-A");
    git(started.checkout, "commit", "-qm", "work", "--author", "Eve Müller <eve@example.com>");

    const { report } = await takeSnapshot(started, anchor);

    expect(report.people).toEqual([
      { name: "Eve Müller", email: "eve@example.com" },
      { name: "Ada", email: "ada@example.com" },
    ]);
  });

  it("has the same tree for the same content, and git agrees with it", async () => {
    const started = await startAgent();
    const anchor = await takeAnchor(started);

    const first = await takeSnapshot(started, anchor);
    writeFiles(started.checkout, { "lib/a.ex": "x\n" });
    const second = await takeSnapshot(started, anchor);
    rmSync(join(started.checkout, "lib"), { recursive: true });
    const third = await takeSnapshot(started, anchor);

    expect(first.report.treeId).toBe(git(started.checkout, "rev-parse", "HEAD^{tree}").trim());
    expect(second.report.treeId).not.toBe(first.report.treeId);
    expect(third.report.treeId).toBe(first.report.treeId);
  });

  it("keeps what it needs when the checkout is cleaned up", async () => {
    const started = await startAgent();
    const anchor = await takeAnchor(started);
    git(started.checkout, "checkout", "-q", "--orphan", "other");
    git(started.checkout, "commit", "-qm", "other history");
    writeFiles(started.checkout, { "mix.lock": "%{}\n" });
    git(started.checkout, "commit", "-qam", "other history", "--amend");
    git(started.checkout, "branch", "-D", "main");
    git(started.checkout, "reflog", "expire", "--expire=now", "--all");
    git(started.checkout, "gc", "-q", "--prune=now");

    const job = aJob({ type: "snapshot", anchorTree: anchor.treeId, anchorCommit: git(started.checkout, "rev-parse", "HEAD").trim(), package: "sigra" });
    const { report } = await runToFinish(started, job);

    expect(report).toMatchObject({ type: "snapshot", checkout: { lockedVersion: null } });
  });

  it.each([
    [
      "a repository with a commit",
      (path: string) => {
        git(path, "init", "-q");
        git(path, "add", "-A");
        git(path, "commit", "-qm", "x");
      },
    ],
    ["a repository without one", (path: string) => void git(path, "init", "-q")],
    [
      "a submodule",
      (path: string) => {
        git(path, "init", "-q");
        git(path, "add", "-A");
        git(path, "commit", "-qm", "x");
        git(join(path, "../.."), "add", "vendor/lib");
        git(join(path, "../.."), "commit", "-qm", "submodule");
      },
    ],
  ])("is refused while %s lies inside the checkout", async (_what, make) => {
    const started = await startAgent();
    const anchor = await takeAnchor(started);
    writeFiles(started.checkout, { "vendor/lib/a.ex": "x\n" });
    make(join(started.checkout, "vendor/lib"));

    const ended = await run(started, aJob({ type: "snapshot", anchorTree: anchor.treeId, anchorCommit: anchor.commit, package: "sigra" }));

    expect(ended).toMatchObject({ type: "job.refused", code: "not-a-checkout", message: expect.stringContaining("vendor/lib") });
  });

  it("sees an edit of the same size behind a restored file time", async () => {
    const started = await startAgent();
    const lock = join(started.checkout, "mix.lock");
    utimesSync(lock, 1_700_000_000, 1_700_000_000);
    const anchor = await takeAnchor(started);
    const original = readFileSync(lock, "utf8");
    const write = (text: string): void => {
      writeFileSync(lock, text);
      utimesSync(lock, 1_700_000_000, 1_700_000_000);
    };

    // Several in a row, so that most fall into the second in which the file was last read.
    for (let round = 0; round < 5; round++) {
      write(original);
      expect((await takeSnapshot(started, anchor)).report.treeId).toBe(anchor.treeId);
      write(original.replace("0.3.4", "0.3.5"));
      expect((await takeSnapshot(started, anchor)).report.treeId).not.toBe(anchor.treeId);
    }
  });

  it("is refused without the anchor's tree", async () => {
    const started = await startAgent();

    const ended = await run(started, aJob({ type: "snapshot", anchorTree: "a".repeat(40), anchorCommit: "b".repeat(40), package: "sigra" }));

    expect(ended).toMatchObject({ type: "job.refused", code: "not-found" });
  });
});

/** Names, modes, times and contents of everything, `.git` included. */
function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const visit = (folder: Buffer): void => {
    for (const name of readdirSync(folder, { encoding: "buffer" }).toSorted(Buffer.compare)) {
      const path = Buffer.concat([folder, Buffer.from("/"), name]);
      const stat = lstatSync(path);
      hash.update(`${path.toString("hex")} ${stat.mode} ${stat.isDirectory() ? "" : stat.mtimeMs}\n`);
      if (stat.isDirectory()) visit(path);
      else hash.update(stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
    }
  };
  visit(Buffer.from(root));
  return hash.digest("hex");
}
