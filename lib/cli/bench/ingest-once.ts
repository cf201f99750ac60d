import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DIFF_OPTIONS, planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import { readGrowing, writeGrowing } from "@/lib/agent/growing-file";
import { readDiff } from "@/lib/core/diff/read-diff";
import { ok } from "@/lib/core/result";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { Agent } from "@/lib/ports/agent";
import { createFileBlobStore } from "@/lib/server/blobs/file-blob-store";
import { NODE_SHA256 } from "@/lib/server/node-sha256";
import { buildSnapshot, sortSnapshot } from "@/lib/services/build-snapshot";
import { anUpgrade, upgraded } from "@/lib/testing/upgrade-builders";
import { openCheckout } from "../open-checkout";
import { timeGitDiff } from "./dataset";

/** What is measured in a process of its own, so that its memory is that of the measured work. */
export type Measured = {
  readonly tookMs: number;
  readonly peakBytes: number;
  readonly files: number;
  readonly treeId: string;
  readonly indexBlob: string;
};

/** A snapshot that was taken and stored before. */
type Earlier = { readonly treeId: string; readonly indexBlob: string };
type Place = { readonly checkout: string; readonly anchorTree: string; readonly anchorCommit: string; readonly folder: string };

const PIECE_BYTES = 1024 * 1024;
const POLL_MS = 15;

/**
 * Takes and stores a snapshot as agent and dashboard do: diff, index, classify, hash, store. Looking for edited files comes
 * before. As always these are two processes; the peak is that of both.
 *
 * @param agentArgs with what this program is started to be the agent, see `takeOnce`
 */
export async function ingestOnce(folder: string, earlier: Earlier | null, agentArgs: readonly string[]): Promise<Measured> {
  const outputs = outputsOf(folder, earlier);
  const agent = fork(process.argv[1] ?? "", [...agentArgs]);
  await once(agent, "message");
  const blobs = createFileBlobStore(join(folder, "blobs"));
  const upgrade = { ...upgraded(anUpgrade()).upgrade(), snapshots: earlier === null ? [] : [earlier] } as unknown as Upgrade;
  const deps = { blobs, sha256: NODE_SHA256, rulesId: "bench" };

  const started = performance.now();
  const sorted = sortSnapshot(deps, readingFrom(outputs), upgrade, "bench-job", null);
  agent.send("begin");
  const [taken] = (await once(agent, "message")) as [Taken];
  const { content } = await buildSnapshot(deps, await sorted, upgrade, taken.report);
  const { tookMs, peakBytes } = measure(started);
  return { tookMs, peakBytes: peakBytes + taken.peakBytes, files: content.files, treeId: content.treeId, indexBlob: content.indexBlob };
}

type Taken = { readonly report: Parameters<typeof buildSnapshot>[3]; readonly peakBytes: number };

/** What the agent does: says when it is ready, and takes the snapshot when it is told to. */
export async function takeOnce({ checkout, anchorTree, anchorCommit, folder }: Place, earlier: Earlier | null): Promise<void> {
  const opened = openCheckout(checkout, join(folder, "git"), process.env.PATH ?? "");
  if (!opened.ok) throw new Error(opened.error);
  const action = { type: "snapshot", anchorTree, anchorCommit, package: "sigra", ...(earlier === null ? {} : { since: earlier.treeId }) } as const;
  const planned = await planSnapshot(opened.value, action);
  if (!planned.ok) throw new Error(planned.error.message);
  const begin = once(process, "message");
  process.send?.("ready");
  await begin;
  const report = await takeSnapshot(opened.value, action, planned.value, outputsOf(folder, earlier));
  process.send?.({ report, peakBytes: readPeak() } satisfies Taken);
  process.disconnect();
}

function outputsOf(folder: string, earlier: Earlier | null): string {
  return join(folder, earlier === null ? "first" : "second");
}

/** Only finds where files, frames and lines are, while git prints the difference. */
export async function scanOnce({ checkout, anchorTree, folder }: Place, treeId: string): Promise<Measured> {
  const started = performance.now();
  const printed = writeGrowing(join(folder, "scan"), async (file) => {
    await timeGitDiff(checkout, ["diff-tree", ...DIFF_OPTIONS, "--raw", "-z", "-p", "-U3", anchorTree, treeId], file);
  });
  const { changes, patches } = await readDiff(readWhole(folder, "scan"));
  for await (const _ of patches);
  await printed;
  return { ...measure(started), files: changes.length, treeId, indexBlob: "" };
}

function measure(started: number): Pick<Measured, "tookMs" | "peakBytes"> {
  return { tookMs: performance.now() - started, peakBytes: readPeak() };
}

/** The largest this process was. What the system counts for it otherwise includes the process that started it. */
function readPeak(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  if (kibibytes === undefined) throw new Error("expected VmHWM in /proc/self/status");
  return Number(kibibytes) * 1024;
}

async function* readWhole(folder: string, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { readOutput } = readingFrom(folder);
  for (let offset = 0; ; ) {
    const piece = await readOutput("", name, offset, 0);
    if (!piece.ok) throw new Error(piece.error.message);
    yield piece.value.bytes;
    offset += piece.value.bytes.length;
    if (piece.value.ended && offset >= piece.value.size) return;
  }
}

/** The agent's outputs as it gives them while they grow, without the way over the network. */
function readingFrom(folder: string): Pick<Agent, "readOutput"> {
  return {
    readOutput: async (_jobId, name, offset) => {
      for (;;) {
        const { bytes, size, isWhole } = await readGrowing(join(folder, name), offset, PIECE_BYTES);
        if (bytes.length > 0 || isWhole) return ok({ bytes, size, ended: isWhole });
        await wait(POLL_MS);
      }
    },
  };
}
