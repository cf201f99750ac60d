import { CATEGORIES } from "@/lib/core/classify/category";
import type { Step } from "@/lib/core/lane/lane";
import { bucketStatus, listOpenExpectations } from "@/lib/core/review/bucket";
import { findCurrentStep, isSettled, stepStatus, type StepStatus } from "@/lib/core/upgrade/step-status";
import { findServing, findSnapshot, listAttempts, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { type ApiClient, clientOf } from "./api-client";
import type { SampleLane } from "./sample-app";
import { PEOPLE, type PersonName } from "./people";
import type { World } from "./world";

/**
 * Where an upgrade can be brought, in the order of a day:
 * `started`; `anchored`: the preflight is through, the bump comes next; `bumped`: committed, the task comes next;
 * `upgraded`: the task ran, the first snapshot is there; `overlaid`: so are the installer's and hand-made changes;
 * `reviewed`: the gate is open; `migrated`; `verified`: everything up to the boot; `served`: the app is up; `checked`:
 * every step is settled; `finished`.
 */
export const POINTS = ["started", "anchored", "bumped", "upgraded", "overlaid", "reviewed", "migrated", "verified", "served", "checked", "finished"] as const;
export type Point = (typeof POINTS)[number];

export type LineOptions = {
  readonly lane?: SampleLane;
  /** v1.1: whether personal organizations are filled in. */
  readonly backfill?: boolean;
  readonly withUnclassified?: boolean;
  /** Which way each step takes that cannot go the guide's; a step that is not named is waived when it fails. */
  readonly ways?: Readonly<Record<string, Way>>;
  /** Runs a step again that failed or was interrupted. */
  readonly again?: boolean;
};
/** A declared alternative, or a waiver, with the reason for it. */
export type Way = { readonly alternative: string; readonly reason: string } | { readonly waive: string };

/** An upgrade under way in a world, and everybody signed in. */
export type Line = {
  readonly world: World;
  readonly upgradeId: string;
  readonly people: Readonly<Record<PersonName, ApiClient>>;
  /** Goes on from wherever the upgrade is; returns it as it is there. @throws when the line does not lead there. */
  readonly bringTo: (point: Point) => Promise<Upgrade>;
  /** Has the newest snapshot reviewed: absences accepted, unclassified hunks placed, every bucket that is not done signed. */
  readonly review: () => Promise<Upgrade>;
};

export const SAMPLE_WAYS: Readonly<Record<string, Way>> = {
  "verify-tests": { alternative: "all-tests", reason: "The host has no test/upgrade_test.exs." },
  "verify-smoke": { waive: "The script is in the library's repository." },
};
const PASSKEYS = {
  rpId: "harbor.example.com",
  rpName: "Harbor",
  origin: "https://harbor.example.com",
  timeoutMs: 60_000,
  attestation: "none",
  userVerification: "preferred",
  ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
  passkeyPrimaryEnabled: true,
} as const;
const MOST_MOVES = 120;
const MOST_TRIES = 12;

/** The status of a step by its id. @throws when the lane has no such step. */
export function statusOf(upgrade: Upgrade, stepId: string): StepStatus {
  const step = upgrade.lane.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`the lane ${upgrade.lane.id} has no step ${stepId}`);
  return stepStatus(upgrade, step);
}

/** A client for everybody. */
function clientsOf(world: World): Readonly<Record<PersonName, ApiClient>> {
  const names = Object.keys(PEOPLE).filter((name): name is PersonName => name in PEOPLE);
  return Object.fromEntries(names.map((name) => [name, clientOf(world, name)])) as Record<PersonName, ApiClient>;
}

/** Starts an upgrade of the world's app and brings it to a point, everything through the API. */
export async function createLine(world: World, point: Point = "started", options: LineOptions = {}): Promise<Line> {
  const people = clientsOf(world);
  const upgradeId = await people["lead-a"].startUpgrade(world.appId, options.lane ?? "sigra-v1.0");
  const move = createMove(world, upgradeId, people, options);
  const line: Line = {
    world,
    upgradeId,
    people,
    bringTo: (wanted) => bringTo(people["lead-a"], upgradeId, wanted, move),
    review: () => review(people["reviewer-a"], upgradeId),
  };
  await line.bringTo(point);
  return line;
}

async function bringTo(lead: ApiClient, upgradeId: string, point: Point, move: (upgrade: Upgrade) => Promise<void>): Promise<Upgrade> {
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const upgrade = await lead.waitForIdle(upgradeId);
    if (isAt(upgrade, point)) return upgrade;
    await move(upgrade);
  }
  throw new Error(`the line did not lead to ${point} in ${MOST_MOVES} moves`);
}

function isAt(upgrade: Upgrade, point: Point): boolean {
  const settled = (matches: (step: Step) => boolean) =>
    upgrade.lane.steps.filter((step) => matches(step) && !step.optional).every((step) => isSettled(stepStatus(upgrade, step)));
  const snapshots = upgrade.snapshots.length;
  const stagesUpTo = (...stages: readonly Step["stage"][]) => settled(({ stage, kind }) => stages.includes(stage) && kind !== "review");
  switch (point) {
    case "started":
      return true;
    case "anchored":
      return stagesUpTo("preflight");
    case "bumped":
      return stagesUpTo("preflight", "bump");
    case "upgraded":
      return stagesUpTo("preflight", "bump", "upgrade") && snapshots >= 1;
    case "overlaid":
      return isAt(upgrade, "upgraded") && snapshots >= 2;
    case "reviewed":
      return settled(({ kind }) => kind === "review");
    case "migrated":
      return isAt(upgrade, "reviewed") && settled(({ id }) => id === "migrate");
    case "verified":
      return isAt(upgrade, "migrated") && settled(({ kind }) => kind !== "serve" && kind !== "checklist");
    case "served":
      return findServing(upgrade) !== undefined;
    case "checked":
      return findCurrentStep(upgrade) === undefined;
    case "finished":
      return upgrade.ending?.type === "finished";
  }
}

/** Does whatever comes next, by whoever may. */
function createMove(
  world: World,
  upgradeId: string,
  people: Line["people"],
  { backfill = false, withUnclassified = false, ways = SAMPLE_WAYS, again = false }: LineOptions,
) {
  const { "lead-a": lead, "operator-a": operator, "reviewer-a": reviewer, "qa-a": qa } = people;
  const checkers = { qa, reviewer, operator } as const;

  return async (upgrade: Upgrade): Promise<void> => {
    const step = findCurrentStep(upgrade);
    if (!step) return void (await lead.command(upgradeId, { type: "finish" }));
    const way = ways[step.id];
    const hasFailed = ["failed", "interrupted"].includes(stepStatus(upgrade, step));
    if (way && "waive" in way) return void (await lead.command(upgradeId, { type: "waive", stepId: step.id, reason: way.waive }));
    if (hasFailed && !(again && listAttempts(upgrade, step.id).length < MOST_TRIES))
      throw new Error(`step ${step.id} failed: ${JSON.stringify(listAttempts(upgrade, step.id).at(-1)?.progress)}`);
    switch (step.kind) {
      case "attest":
        return void (await operator.command(upgradeId, { type: "attest", stepId: step.id, note: "Looked at, all well." }));
      case "choice":
        return void (await lead.command(upgradeId, { type: "choose", stepId: step.id, option: optionOf(step, backfill) }));
      case "checklist":
        for (const { id } of step.items) await checkers[step.audience].command(upgradeId, { type: "check", stepId: step.id, itemId: id, result: "pass" });
        return;
      case "review":
        if (upgrade.snapshots.length >= 2) return void (await review(reviewer, upgradeId));
        await world.applyOverlay({ withUnclassified });
        return void (await lead.command(upgradeId, { type: "take-snapshot" }));
      case "serve":
        return void (await operator.run(upgradeId, step.id));
      case "inspect":
        if (step.subject === "expectations") return acceptAbsences(reviewer, upgrade);
        return void (await operator.run(upgradeId, step.id));
      case "edit":
        return void (await operator.run(upgradeId, step.id, { passkeys: step.edit.type === "passkeys" ? PASSKEYS : null }));
      default:
        return void (await operator.run(upgradeId, step.id, way ?? {}));
    }
  };
}

async function review(reviewer: ApiClient, upgradeId: string): Promise<Upgrade> {
  const upgrade = await reviewer.waitForIdle(upgradeId);
  await acceptAbsences(reviewer, upgrade);
  await placeUnclassified(reviewer, upgrade);
  const placed = await reviewer.upgrade(upgradeId);
  for (const category of CATEGORIES) if (bucketStatus(placed, category) !== "done") await reviewer.approve(upgradeId, category);
  return reviewer.upgrade(upgradeId);
}

async function acceptAbsences(reviewer: ApiClient, upgrade: Upgrade): Promise<void> {
  const snapshot = findSnapshot(upgrade);
  const open = snapshot ? CATEGORIES.flatMap((category) => listOpenExpectations(upgrade, snapshot, category)) : [];
  for (const { id } of open) await reviewer.command(upgrade.id, { type: "accept-expectation", expectationId: id, reason: "This host does without." });
}

async function placeUnclassified(reviewer: ApiClient, upgrade: Upgrade): Promise<void> {
  const snapshot = findSnapshot(upgrade);
  if (!snapshot || snapshot.buckets.unclassified.hunks === 0) return;
  const changes = await reviewer.snapshot(upgrade.id, snapshot.number);
  const open = changes
    .flatMap(({ hunks }) => hunks)
    .filter(({ id, category }) => category === "unclassified" && !upgrade.assignments.some(({ hunkId }) => hunkId === id));
  for (const { id } of open) await reviewer.command(upgrade.id, { type: "assign-hunk", hunkId: id, to: "host_auth", reason: "A feature of the host." });
}

function optionOf(step: Extract<Step, { kind: "choice" }>, backfill: boolean): string {
  const option = step.options[backfill ? 1 : 0];
  if (!option) throw new Error(`step ${step.id} has no such option`);
  return option.id;
}
