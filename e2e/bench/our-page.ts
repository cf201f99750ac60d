import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { execa } from "execa";
import { isSplit } from "@/components/diff/row-look";
import type { Dataset } from "@/lib/cli/bench/dataset";
import { type Row, type RowLine, type RowsAnswer, rowsAnswerSchema } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import { PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { createLine } from "../line";
import { createWorld } from "../world";
import { openPage, type Target, waitForFirstLine } from "./measure";
import { untilQuiet } from "./until-quiet";

export type OurPage = {
  readonly target: Target;
  /** The same page for somebody who reads side by side. */
  readonly sideBySide: Target;
  /** The same page with lines in which no word is marked. */
  readonly withoutMarks: Target;
  /** From asking for the snapshot to its record, in milliseconds. */
  readonly snapshotMs: number;
  /** The bucket the page shows: the one with most hunks. */
  readonly placement: Placement;
  readonly hunks: number;
  readonly close: () => Promise<void>;
};

const FOLDER = "assets/vendor";

/** A dashboard as people run it, which browser tests do not: its pages are loaded when it starts. */
const AS_PEOPLE_RUN_IT = { dashboardEnvironment: { PRELOAD_PAGES: "1" } };

/** A dashboard, signed in, with an upgrade whose snapshot holds the dataset's difference. */
export async function openOurPage(dataset: Dataset): Promise<OurPage> {
  const world = await createWorld(AS_PEOPLE_RUN_IT);
  try {
    await commitBefore(dataset, world.checkout);
    const line = await createLine(world, "upgraded");
    await place(dataset, dataset.after, world.checkout);

    const { "lead-a": lead, "reviewer-a": reviewer } = line.people;
    const before = findSnapshot(await lead.upgrade(line.upgradeId))?.number ?? 0;
    const asked = performance.now();
    await lead.command(line.upgradeId, { type: "take-snapshot" });
    const upgrade = await lead.waitFor(line.upgradeId, (found) => (findSnapshot(found)?.number ?? 0) > before, "the snapshot");
    const snapshotMs = performance.now() - asked;
    const buckets = findSnapshot(upgrade)?.buckets;
    const [fullest = "unclassified"] = PLACEMENT_ORDER.toSorted((a, b) => (buckets?.[b].hunks ?? 0) - (buckets?.[a].hunks ?? 0));

    const choice = { origin: world.baseUrl, localStorage: [{ name: "review-diff-layout", value: "split" }] };
    const target = toTarget(`${world.baseUrl}/upgrades/${line.upgradeId}/review/${fullest}`, reviewer.cookie);

    return {
      target,
      sideBySide: { ...target, name: "Upgrade Review, side by side", context: { storageState: { cookies: toCookies(reviewer.cookie), origins: [choice] } } },
      withoutMarks: { ...target, name: "Upgrade Review, without word marks", rewrite: { url: /\/rows\?/, body: withoutMarks } },
      snapshotMs,
      placement: fullest,
      hunks: buckets?.[fullest].hunks ?? 0,
      close: world.close,
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** Times of a snapshot that somebody waits for, in milliseconds. */
export type Cold = {
  /** From when git starts to compare the two trees until a line of the bucket is on the page. */
  readonly firstLineMs: number;
  /** The same from when the snapshot was asked for; before git starts, the checkout is read. */
  readonly sinceAskedMs: number;
};

/** The first snapshot of an upgrade, with its review page open before it is asked for. */
export async function measureCold(browser: Browser, dataset: Dataset, placement: Placement, limitMs: number): Promise<Cold> {
  const world = await createWorld(AS_PEOPLE_RUN_IT);
  try {
    await commitBefore(dataset, world.checkout);
    const line = await createLine(world, "bumped", { ways: { upgrade: { alternative: "allow-dirty", reason: "The packages are not committed." } } });
    await place(dataset, dataset.after, world.checkout);
    const { "reviewer-a": reviewer } = line.people;
    const target = toTarget(`${world.baseUrl}/upgrades/${line.upgradeId}/review/${placement}`, reviewer.cookie);
    const { page, close } = await openPage(browser, target, limitMs);
    await page.getByRole("heading", { name: "No snapshot yet" }).waitFor();
    await untilQuiet();
    const [upgrade, firstLineAt] = await Promise.all([line.bringTo("upgraded"), waitForFirstLine(page, limitMs)]);
    await close();
    const attempt = upgrade.attempts.findLast(({ job }) => job.action.type === "snapshot");
    if (attempt?.progress.status !== "ended") throw new Error("expected a snapshot that was taken");
    return { firstLineMs: firstLineAt - attempt.progress.startedAt, sinceAskedMs: firstLineAt - attempt.at };
  } finally {
    await world.close();
  }
}

function toTarget(url: string, cookie: string): Target {
  return {
    name: "Upgrade Review",
    url,
    scroller: ".flow",
    line: ".diff tr, .diff-bare",
    colours: { part: ".diff", coloured: ".xk, .xs, .xa, .xm, .xc, .xn" },
    context: { storageState: { cookies: toCookies(cookie), origins: [] } },
  };
}

async function commitBefore(dataset: Dataset, checkout: string): Promise<void> {
  await place(dataset, dataset.before, checkout);
  await git(checkout, "add", "--all", "--force");
  await git(checkout, "commit", "--quiet", "--message", "The packages before");
}

function withoutMarks(body: unknown): RowsAnswer {
  const { pieces, hunks } = rowsAnswerSchema.parse(body);
  const plain = ([kind, oldLine, newLine, text, , ...rest]: RowLine): RowLine => [kind, oldLine, newLine, text, [], ...rest];
  const plainRow = (row: Row): Row => (isSplit(row) ? [row[0] && plain(row[0]), row[1] && plain(row[1])] : plain(row));
  return { pieces: pieces.map(({ piece, rows }) => ({ piece, rows: rows.map(plainRow) })), hunks };
}

/** Puts the files of one side where the app keeps what others wrote. */
async function place({ repository }: Dataset, commit: string, checkout: string): Promise<void> {
  const target = join(checkout, FOLDER);
  rmSync(target, { recursive: true, force: true });
  await git(repository, "checkout", "--quiet", "--force", commit);
  for (const name of readdirSync(repository)) if (name !== ".git") cpSync(join(repository, name), join(target, name), { recursive: true });
}

async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  const settings = ["-c", "user.name=Bench", "-c", "user.email=bench@example.test", "-c", "core.autocrlf=false", "-c", "gc.auto=0"];
  await execa("git", [...settings, ...args], { cwd });
}

function toCookies(header: string) {
  return header.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return {
      name: pair.slice(0, at),
      value: decodeURIComponent(pair.slice(at + 1)),
      domain: "127.0.0.1",
      path: "/",
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: "Lax" as const,
    };
  });
}
