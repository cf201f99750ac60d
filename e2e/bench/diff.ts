/** `npm run bench:diff`: the review page beside the libraries that draw diffs, on the same differences, in one run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { execa } from "execa";
import { type Dataset, type DatasetName, makeDataset, timeGitDiff } from "@/lib/cli/bench/dataset";
import { buildDashboard } from "@/lib/cli/build-dashboard";
import { findChromium } from "@/lib/cli/find-programs";
import { fastScroll, openTarget, readAlong, type Scroll, type Target, type Visit, visit } from "./measure";
import { type Cold, measureCold, type OurPage, openOurPage } from "./our-page";
import { servePeers } from "./peers";

const RUNS = Number(process.env.RUNS ?? 3);
const SCROLLS = Number(process.env.SCROLLS ?? 20);
/** For a first line, and for everything that is measured of one page. */
const LIMIT_MS = 60_000;
const PAGE_LIMIT_MS = 180_000;
const ONLY = process.env.ONLY?.split(",");
const OURS = "Upgrade Review";
const OURS_SIDE_BY_SIDE = "Upgrade Review, side by side";
const PIERRE = "@pierre/diffs CodeView";

/** Scrolls at reading speed: of the page as it is, without what is marked in its lines, and side by side. */
type Reading = { readonly ours: readonly Scroll[]; readonly withoutMarks: readonly Scroll[]; readonly sideBySide: readonly Scroll[] };
type Outcome = { readonly visits: readonly Visit[]; readonly failure: string | null };
type Goal = { readonly what: string; readonly value: number; readonly limit: string; readonly isMet: boolean };

const begun = performance.now();
const executablePath = await findChromium();
await step("build of the dashboard", buildDashboard);
const peers = await step("build of the peers' pages", servePeers);
const goals: Goal[] = [];
try {
  for (const name of (["medium", "large"] as const).filter((candidate) => ONLY?.includes(candidate) ?? true)) goals.push(...(await benchDataset(name)));
} finally {
  peers.close();
}
print(
  "Targets",
  ["", "measured", "target", ""],
  goals.map(({ what, value, limit, isMet }) => [what, round(value), limit, isMet ? "met" : "MISSED"]),
);
process.exitCode = goals.every(({ isMet }) => isMet) ? 0 : 1;

async function benchDataset(name: DatasetName): Promise<readonly Goal[]> {
  const dataset = await step(`${name}: packages`, () => makeDataset(name));
  const folder = mkdtempSync(join(tmpdir(), "upgrade-review-patch-"));
  const { patchFile, gitMs, lines } = await step(`${name}: git diff -M`, () => writePatch(dataset, folder));
  const ours = await step(`${name}: an upgrade and its snapshot`, () => openOurPage(dataset));
  try {
    const targets = [ours.target, ours.sideBySide, ...(await peers.targets(patchFile))];
    const outcomes = new Map<string, Outcome>();
    for (const target of targets) outcomes.set(target.name, await inBrowser((browser) => measureTarget(browser, name, target)));
    const { finished, worst } = await step(`${name}: ${SCROLLS} fast scrolls more`, () => inBrowser((browser) => scrollAgain(browser, ours.target)));
    const reading = await inBrowser((browser) => measureReading(browser, name, ours));
    print(
      `${name}: ${lines.toLocaleString("en-GB")} patch lines, ${ours.hunks.toLocaleString("en-GB")} hunks in the bucket; git diff -M ${round(gitMs)} ms, snapshot ${round(ours.snapshotMs)} ms`,
      [
        "medians",
        "first line ms",
        "blocked ms",
        "longest task ms",
        "elements",
        "heap MB",
        "scroll fps",
        "p95 ms",
        "blank %",
        "jump p50 ms",
        "colours after rest ms",
      ],
      targets.map((target) => toCells(target.name, outcomes.get(target.name))),
    );
    print(
      `${name}: a scroll at reading speed`,
      ["medians", "fps", "p95 ms", "blank %"],
      [
        toReadingCells(ours.target.name, reading.ours),
        toReadingCells(ours.withoutMarks.name, reading.withoutMarks),
        toReadingCells(ours.sideBySide.name, reading.sideBySide),
      ],
    );
    process.stdout.write(`fast scroll again: ${finished} of ${SCROLLS} finished, slowest ${round(worst)} fps\n`);
    const cold = await measureColds(name, dataset, ours.placement);
    process.stdout.write(
      `a first snapshot, its page open: first line ${round(cold.firstLineMs)} ms after git starts to compare, ${round(cold.sinceAskedMs)} ms after it is asked for\n\n`,
    );
    return listGoals({ name, outcomes, reading, gitMs, cold, finished });
  } finally {
    await ours.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Medians of as many first snapshots as there are visits. */
async function measureColds(name: DatasetName, dataset: Dataset, placement: OurPage["placement"]): Promise<Cold> {
  const colds: Cold[] = [];
  for (let run = 0; run < RUNS; run += 1)
    colds.push(await step(`${name}: first snapshot ${run + 1}`, () => inBrowser((browser) => measureCold(browser, dataset, placement, LIMIT_MS))));
  return { firstLineMs: median(colds.map(({ firstLineMs }) => firstLineMs)), sinceAskedMs: median(colds.map(({ sinceAskedMs }) => sinceAskedMs)) };
}

async function writePatch({ repository, before, after }: Dataset, folder: string): Promise<{ patchFile: string; gitMs: number; lines: number }> {
  const patchFile = join(folder, "patch");
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await timeGitDiff(repository, ["-c", "core.quotePath=false", "diff", "-M", before, after], patchFile));
  const { stdout } = await execa("wc", ["-l", patchFile]);
  return { patchFile, gitMs: median(times), lines: Number.parseInt(stdout, 10) };
}

/** A server's first answer is of the server, not of the page. */
async function askOnce({ url, context }: Target): Promise<void> {
  const cookies = typeof context?.storageState === "object" ? context.storageState.cookies : [];
  const response = await fetch(url, { headers: { cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ") } });
  if (!response.ok) throw new Error(`${url}: expected a page, came ${response.status}`);
  await response.arrayBuffer();
}

/** Visits a page as often as its time allows. */
async function measureTarget(browser: Browser, name: DatasetName, target: Target): Promise<Outcome> {
  const visits: Visit[] = [];
  await askOnce(target);
  const end = performance.now() + PAGE_LIMIT_MS;
  for (let run = 0; run < RUNS; run += 1) {
    try {
      visits.push(await step(`${name}: ${target.name}, visit ${run + 1}`, () => within(end - performance.now(), visit(browser, target, LIMIT_MS))));
    } catch (error) {
      return { visits, failure: error instanceof Error ? error.message : String(error) };
    }
  }
  return { visits, failure: null };
}

async function measureReading(browser: Browser, name: DatasetName, { target, withoutMarks, sideBySide }: OurPage): Promise<Reading> {
  const read = async (of: Target) => {
    const scrolls: Scroll[] = [];
    for (let run = 0; run < RUNS; run += 1) scrolls.push(await readAlong(browser, of, LIMIT_MS));
    return scrolls;
  };
  return step(`${name}: scrolls at reading speed`, async () => ({
    ours: await read(target),
    withoutMarks: await read(withoutMarks),
    sideBySide: await read(sideBySide),
  }));
}

function toReadingCells(name: string, scrolls: readonly Scroll[]): readonly string[] {
  const of = (pick: (scroll: Scroll) => number) => median(scrolls.map(pick));
  return [name, round(of(({ fps }) => fps)), of(({ p95 }) => p95).toFixed(1), (of(({ blank }) => blank) * 100).toFixed(1)];
}

/** A browser of its own, so that a page that never ends takes nothing from the next. */
async function inBrowser<Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within the ${PAGE_LIMIT_MS / 1_000} s that each page has`)), Math.max(0, limitMs));
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Says how long a part of the run took, and when. */
async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const from = performance.now();
  const say = (how: string) =>
    process.stderr.write(
      `${((performance.now() - begun) / 1_000).toFixed(0).padStart(5)} s  ${what}: ${how} ${((performance.now() - from) / 1_000).toFixed(1)} s\n`,
    );
  try {
    const result = await work();
    say("took");
    return result;
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}, after`);
    throw error;
  }
}

async function scrollAgain(browser: Browser, target: Target): Promise<{ finished: number; worst: number }> {
  let finished = 0;
  let worst = Number.POSITIVE_INFINITY;
  for (let run = 0; run < SCROLLS; run += 1) {
    const { page, close } = await openTarget(browser, target, LIMIT_MS);
    const { fps } = await fastScroll(page);
    worst = Math.min(worst, fps);
    if (fps > 10) finished += 1;
    await close();
  }
  return { finished, worst };
}

function toCells(name: string, outcome: Outcome | undefined): readonly string[] {
  if (!outcome || outcome.visits.length === 0) return [name, `none: ${outcome?.failure ?? "not measured"}`];
  const title = outcome.visits.length < RUNS ? `${name}, ${outcome.visits.length} of ${RUNS} runs` : name;
  const of = (pick: (visit: Visit) => number) => median(outcome.visits.map(pick));
  return [
    title,
    round(of(({ firstLine }) => firstLine)),
    round(of(({ blocked }) => blocked)),
    round(of(({ longestTask }) => longestTask)),
    round(of(({ elements }) => elements)),
    (of(({ heapBytes }) => heapBytes) / 1e6).toFixed(1),
    round(of(({ scroll }) => scroll.fps)),
    of(({ scroll }) => scroll.p95).toFixed(1),
    (of(({ scroll }) => scroll.blank) * 100).toFixed(1),
    round(median(outcome.visits.flatMap(({ jumps }) => jumps))),
    outcome.visits.some(({ colours }) => colours) ? round(of(({ colours }) => colours?.afterMs ?? Number.NaN)) : "",
  ];
}

type GoalInput = {
  readonly name: DatasetName;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly reading: Reading;
  readonly gitMs: number;
  readonly cold: Cold;
  readonly finished: number;
};

function listGoals({ name, outcomes, reading, gitMs, cold, finished }: GoalInput): readonly Goal[] {
  const [ours = [], sideBySide = [], pierre = []] = [OURS, OURS_SIDE_BY_SIDE, PIERRE].map((target) => outcomes.get(target)?.visits);
  const of = (visits: readonly Visit[], pick: (visit: Visit) => number) => median(visits.map(pick));
  const atMost = (what: string, value: number, limit: number, note = ""): Goal => ({
    what: `${name}: ${what}`,
    value,
    limit: `<= ${limit}${note}`,
    isMet: value <= limit,
  });
  const first = (visits: readonly Visit[]) => of(visits, ({ firstLine }) => firstLine);
  const p95 = (visits: readonly Visit[]) => of(visits, ({ scroll }) => scroll.p95);
  const fps = (visits: readonly Visit[]) => of(visits, ({ scroll }) => scroll.fps);
  const atLeast = (what: string, value: number, limit: number): Goal => ({ what: `${name}: ${what}`, value, limit: `>= ${limit}`, isMet: value >= limit });
  const readingP95 = (scrolls: readonly Scroll[]) => median(scrolls.map(({ p95: of }) => of));
  const common = [
    atMost("cold from git to the first line / git and Pierre's first line", cold.firstLineMs / (gitMs + first(pierre)), 0.6),
    atMost(
      "longest task, ms",
      of(ours, ({ longestTask }) => longestTask),
      100,
    ),
    atMost(
      "elements at rest",
      of(ours, ({ elements }) => elements),
      5_000,
    ),
    atLeast("fast scroll, fps", fps(ours), 57),
    atMost("fast scroll, p95 / Pierre's", p95(ours) / p95(pierre), 1.05),
    atLeast("fast scroll side by side, fps", fps(sideBySide), 57),
    atMost("fast scroll side by side, p95 / Pierre's", p95(sideBySide) / p95(pierre), 1.05),
    atMost("blank frames side by side, %", of(sideBySide, ({ scroll }) => scroll.blank) * 100, 2),
    atMost("blank frames, %", of(ours, ({ scroll }) => scroll.blank) * 100, 2),
    atMost("reading speed with word marks, p95 / without", readingP95(reading.ours) / readingP95(reading.withoutMarks), 1.05),
    atMost("reading speed side by side, p95 / unified", readingP95(reading.sideBySide) / readingP95(reading.ours), 1.05),
    atMost("jump p50, ms", median(ours.flatMap(({ jumps }) => jumps)), 150),
    atLeast(
      "parts that got colours at rest",
      of(ours, ({ colours }) => colours?.parts ?? 0),
      1,
    ),
    atMost(
      "colours after rest, ms",
      of(ours, ({ colours }) => colours?.afterMs ?? Number.NaN),
      100,
    ),
    atMost(
      "longest task while colours come, ms",
      of(ours, ({ colours }) => colours?.longestTask ?? Number.NaN),
      50,
    ),
    { what: `${name}: fast scrolls that finish`, value: finished, limit: `= ${SCROLLS}`, isMet: finished === SCROLLS },
  ];
  if (name === "medium") return [atMost("first line / Pierre's", first(ours) / first(pierre), 0.5, ", aim 0.25"), ...common];
  return [
    atMost("first line / Pierre's", first(ours) / first(pierre), 0.2, ", aim 0.1"),
    atMost("heap / Pierre's", of(ours, ({ heapBytes }) => heapBytes) / of(pierre, ({ heapBytes }) => heapBytes), 0.3),
    ...common,
  ];
}

function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_cell, at) => Math.max(...[head, ...rows.filter((row) => row.length === head.length)].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(Math.max(widths[0] ?? 0, 24)) : cell.padStart(widths[at] ?? 0))).join("  ");
  process.stdout.write(`${title}\n${[head, ...rows].map(line).join("\n")}\n\n`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): string {
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en-GB");
}
