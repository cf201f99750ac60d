import { appendFileSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { type DatasetName, makeDataset, timeGitDiff } from "./bench/dataset";
import { ingestOnce, type Measured, scanOnce, takeOnce } from "./bench/ingest-once";
import { bundleProgram, makeOwnFolder, PROJECT } from "./bundle-program";
import { reportFailure } from "./report-failure";

// npm run bench:ingest [-- medium|large]: how long a snapshot takes beside `git diff -M` alone, medians of three.
// The limits are for the large difference; on a small one starting up outweighs everything.

/** A snapshot, and how long the same one took in the same process once more. */
type Ingested = Measured & { readonly againMs: number };
type Round = { readonly gitMs: number; readonly scan: Measured; readonly first: Ingested; readonly second: Measured };
type Figure = { readonly what: string; readonly value: number; readonly limit: number; readonly unit: string };

const ROUNDS = 3;
const MEBIBYTE = 1024 * 1024;
/** One changed file in so many is edited before the second snapshot. */
const EDITED = 100;
const MIX_EXS = "defmodule Bench.MixProject do\n  def project, do: [app: :bench]\nend\n";

/** What is measured runs from one file, as the dashboard does: what compiles sources while they run slows them down. */
const program = process.argv[2] === "one" ? "" : bundleSelf();

try {
  const [mode = "", ...rest] = process.argv.slice(2);
  if (mode === "one") await runOne(rest);
  else for (const name of readNames(mode)) await bench(name);
} catch (error) {
  reportFailure(error);
}

function bundleSelf(): Promise<string> {
  const folder = makeOwnFolder(join(PROJECT, "node_modules/.cache/upgrade-review/bench"));
  return bundleProgram({ entry: fileURLToPath(import.meta.url), name: "bench-ingest", conditions: ["react-server"], folder });
}

function readNames(asked: string): readonly DatasetName[] {
  if (asked === "medium" || asked === "large") return [asked];
  if (asked === "") return ["large"];
  throw new Error(`expected medium or large, came ${JSON.stringify(asked)}`);
}

/** What a process of its own does. */
async function runOne([
  what = "",
  checkout = "",
  anchorTree = "",
  anchorCommit = "",
  folder = "",
  treeId = "",
  indexBlob = "",
]: readonly string[]): Promise<void> {
  const place = { checkout, anchorTree, anchorCommit, folder };
  const earlier = treeId === "" ? null : { treeId, indexBlob };
  if (what === "agent") return takeOnce(place, earlier);
  if (what === "scan") return console.log(JSON.stringify(await scanOnce(place, treeId)));
  const ingest = (into: string) => ingestOnce(into, earlier, ["one", "agent", checkout, anchorTree, anchorCommit, into, treeId, indexBlob]);
  const measured = await ingest(folder);
  const again = earlier === null ? await ingest(join(folder, "again")) : measured;
  console.log(JSON.stringify({ ...measured, peakBytes: again.peakBytes, againMs: again.tookMs } satisfies Ingested));
}

async function bench(name: DatasetName): Promise<void> {
  const { repository, before, after } = await makeDataset(name);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runRound(repository, before, after));
  const median = (of: (round: Round) => number) => rounds.map(of).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const gitMs = median((round) => round.gitMs);
  const firstMs = median(({ first }) => first.tookMs);
  const figures: readonly Figure[] = [
    { what: "scan alone ÷ git diff -M", value: median(({ scan }) => scan.tookMs) / gitMs, limit: 1.25, unit: "" },
    { what: "first snapshot ÷ git diff -M, right after the start", value: firstMs / gitMs, limit: 2.5, unit: "" },
    { what: "first snapshot ÷ git diff -M, when one was sorted before", value: median(({ first }) => first.againMs) / gitMs, limit: 2.5, unit: "" },
    { what: "second snapshot ÷ first", value: median(({ second }) => second.tookMs) / firstMs, limit: 0.5, unit: "" },
    { what: "peak memory", value: median(({ first }) => first.peakBytes) / MEBIBYTE, limit: 400, unit: " MiB" },
  ];
  console.log(`${name}: ${rounds[0]?.first.files} files, git diff -M ${Math.round(gitMs)} ms, first snapshot ${Math.round(firstMs)} ms, medians of ${ROUNDS}`);
  for (const figure of figures) console.log(`  ${describeFigure(figure)}`);
  if (name === "large" && figures.some(({ value, limit }) => value > limit)) process.exitCode = 1;
}

function describeFigure({ what, value, limit, unit }: Figure): string {
  const shown = unit === "" ? value.toFixed(2) : value.toFixed(0);
  return `${value <= limit ? "met   " : "MISSED"}  ${what}: ${shown}${unit}, at most ${limit}${unit}`;
}

async function runRound(repository: string, before: string, after: string): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-ingest-"));
  try {
    const checkout = join(folder, "checkout");
    await execa("git", ["clone", "--quiet", "--local", repository, checkout]);
    writeFileSync(join(checkout, "mix.exs"), MIX_EXS);
    const anchorTree = (await execa("git", ["rev-parse", `${before}^{tree}`], { cwd: checkout })).stdout;
    const place = [checkout, anchorTree, before, folder];
    const gitMs = await timeGitDiff(checkout, ["diff", "-M", before, after], "/dev/null");
    const afterTree = (await execa("git", ["rev-parse", `${after}^{tree}`], { cwd: checkout })).stdout;
    const scan = await measureOne("scan", ...place, afterTree);
    const first = await measureOne("ingest", ...place);
    await editSome(checkout, before, after);
    return { gitMs, scan, first, second: await measureOne("ingest", ...place, first.treeId, first.indexBlob) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOne(...args: readonly string[]): Promise<Ingested> {
  // What others left to be written to the disk is not waited for while something is measured.
  await execa("sync");
  return JSON.parse((await execa(process.execPath, [await program, "one", ...args], { stderr: "inherit" })).stdout) as Ingested;
}

/** Adds a line to one changed file in a hundred. */
async function editSome(checkout: string, before: string, after: string): Promise<void> {
  const { stdout } = await execa("git", ["diff", "--name-only", "-z", "--no-renames", before, after], { cwd: checkout });
  const paths = stdout.split("\0").filter((path) => path !== "" && lstatSync(join(checkout, path), { throwIfNoEntry: false })?.isFile());
  for (let at = 0; at < paths.length; at += EDITED) appendFileSync(join(checkout, paths[at] ?? ""), "edited\n");
}
