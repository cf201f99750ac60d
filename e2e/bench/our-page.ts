import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { isSplit } from "@/components/diff/row-look";
import type { Dataset } from "@/lib/cli/bench/dataset";
import { type Row, type RowLine, type RowsAnswer, rowsAnswerSchema } from "@/lib/contract/review-api";
import { PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { createLine } from "../line";
import { createWorld } from "../world";
import type { Target } from "./measure";

export type OurPage = {
  readonly target: Target;
  /** The same page for somebody who reads side by side. */
  readonly sideBySide: Target;
  /** The same page with lines in which no word is marked. */
  readonly withoutMarks: Target;
  /** From asking for the snapshot to its record, in milliseconds. */
  readonly snapshotMs: number;
  readonly hunks: number;
  readonly close: () => Promise<void>;
};

const FOLDER = "assets/vendor";

/** A dashboard as people run it, signed in, with an upgrade whose snapshot holds the dataset's difference. */
export async function openOurPage(dataset: Dataset): Promise<OurPage> {
  const world = await createWorld();
  try {
    await place(dataset, dataset.before, world.checkout);
    await git(world.checkout, "add", "--all", "--force");
    await git(world.checkout, "commit", "--quiet", "--message", "The packages before");
    const line = await createLine(world, "upgraded");
    await place(dataset, dataset.after, world.checkout);

    const { "lead-a": lead, "reviewer-a": reviewer } = line.people;
    const before = findSnapshot(await lead.upgrade(line.upgradeId))?.number ?? 0;
    const asked = performance.now();
    await lead.command(line.upgradeId, { type: "take-snapshot" });
    const upgrade = await lead.waitFor(line.upgradeId, (found) => (findSnapshot(found)?.number ?? 0) > before, "the snapshot");
    const snapshotMs = performance.now() - asked;
    const buckets = findSnapshot(upgrade)?.buckets;
    const fullest = PLACEMENT_ORDER.toSorted((a, b) => (buckets?.[b].hunks ?? 0) - (buckets?.[a].hunks ?? 0))[0];

    const cookies = toCookies(reviewer.cookie);
    const choice = { origin: world.baseUrl, localStorage: [{ name: "review-diff-layout", value: "split" }] };
    const target: Target = {
      name: "Upgrade Review",
      url: `${world.baseUrl}/upgrades/${line.upgradeId}/review/${fullest}`,
      scroller: ".flow",
      line: ".diff tr, .diff-bare",
      colours: { part: ".diff", coloured: ".xk, .xs, .xa, .xm, .xc, .xn" },
      context: { storageState: { cookies, origins: [] } },
    };

    return {
      target,
      sideBySide: { ...target, name: "Upgrade Review, side by side", context: { storageState: { cookies, origins: [choice] } } },
      withoutMarks: { ...target, name: "Upgrade Review, without word marks", rewrite: { url: /\/rows\?/, body: withoutMarks } },
      snapshotMs,
      hunks: fullest ? (buckets?.[fullest].hunks ?? 0) : 0,
      close: world.close,
    };
  } catch (error) {
    await world.close();
    throw error;
  }
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
