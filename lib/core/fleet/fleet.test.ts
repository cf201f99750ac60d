import { describe, expect, it } from "vitest";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import { STAGES } from "@/lib/core/lane/lane";
import { findLane } from "@/lib/core/lane/registry";
import { LEAD, OPERATOR, QA, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { aFleetRow } from "./a-fleet-row";
import { describeFleet, describeWhy } from "./describe-fleet";
import { type FleetFilter, filterRows, isFiltered, NO_FILTER } from "./filter-rows";
import { laneMismatch, toLaneChoice } from "./lane-choice";
import { listMyTurns } from "./my-turns";
import { currentStage, isLate, rowState } from "./row-state";

const failed = STAGES.map((stage, index) => ({ stage, status: index < 2 ? ("done" as const) : index === 2 ? ("failed" as const) : ("todo" as const) }));

const WAITING = aFleetRow("harbor", { since: 5_000 });
const NAMED = aFleetRow(
  "orchard",
  { since: 3_000, buckets: CATEGORIES.map((category) => ({ category, status: "outdated", hunks: 2 })) },
  { people: [REVIEWER_A.name] },
);
const FAILED = aFleetRow(
  "ferry",
  { stages: failed, step: { id: "upgrade", title: "Upgrade", status: "failed" } },
  { roles: ["operator", "lead"], why: "Upgrade failed." },
);
const RUNNING = aFleetRow("quarry", { laneId: "sigra-v1.1" }, { kind: "running", roles: [] });
const DONE = aFleetRow("lantern", { state: "finished", waived: 2 }, { kind: "nobody", roles: [] });
const ABANDONED = aFleetRow("beacon", { state: "abandoned" }, { kind: "nobody", roles: [], why: "The upgrade was abandoned." });
const NOT_STARTED = aFleetRow("willow", null, { roles: ["lead"], stepId: null });
const FLEET = [FAILED, WAITING, NAMED, RUNNING, NOT_STARTED, DONE, ABANDONED];

function names(rows: readonly FleetRow[]): readonly string[] {
  return rows.map(({ app }) => app.name);
}

describe("my turn", () => {
  it("lists what waits for my roles or for me by name, the longest wait first", () => {
    expect(names(listMyTurns(FLEET, REVIEWER_A))).toEqual(["orchard", "harbor"]);
  });

  it("ends with apps that have not started", () => {
    expect(names(listMyTurns([NOT_STARTED, FAILED], LEAD))).toEqual(["ferry", "willow"]);
  });

  it("leaves out what waits for somebody else by name", () => {
    expect(names(listMyTurns([NAMED], { ...REVIEWER_A, id: "b", name: "reviewer-b" }))).toEqual([]);
  });

  it("is empty for whoever has nothing to do", () => {
    expect(listMyTurns(FLEET, QA)).toEqual([]);
  });
});

describe("the fleet in one line", () => {
  it("says who waits, what runs and what is done", () => {
    expect(describeFleet(FLEET)).toBe("7 apps. 3 wait for a person, 1 is running, 1 is done, 1 was abandoned, 1 has not started.");
    expect(describeFleet([WAITING])).toBe("1 app. 1 waits for a person.");
    expect(describeFleet([])).toBe("No apps yet.");
  });

  it("does not call an upgrade done without its waivers", () => {
    expect(describeWhy(DONE)).toBe("Done with 2 waivers");
    expect(describeWhy(aFleetRow("x", { state: "finished", waived: 1 }))).toBe("Done with 1 waiver");
    expect(describeWhy(aFleetRow("x", { state: "finished" }))).toBe("Done, nothing waived");
    expect(describeWhy(ABANDONED)).toBe("The upgrade was abandoned.");
  });
});

describe("where an app stands", () => {
  it.each([
    [WAITING, "waiting", "review"],
    [FAILED, "failed", "upgrade"],
    [RUNNING, "running", "review"],
    [DONE, "finished", null],
    [ABANDONED, "abandoned", null],
    [NOT_STARTED, "not-started", null],
  ])("is told by its upgrade", (row, state, stage) => {
    expect(rowState(row)).toBe(state);
    expect(currentStage(row)).toBe(stage);
  });

  it("is late when a person has let it wait for more than a day", () => {
    const day = 86_400_000;

    expect(isLate(WAITING, 5_000 + day)).toBe(false);
    expect(isLate(WAITING, 5_001 + day)).toBe(true);
    expect(isLate(RUNNING, 9 * day)).toBe(false);
    expect(isLate(DONE, 9 * day)).toBe(false);
    expect(isLate(NOT_STARTED, 9 * day)).toBe(false);
  });
});

describe("a filtered fleet", () => {
  const shown = (part: Partial<FleetFilter>, person = REVIEWER_A) => names(filterRows(FLEET, { ...NO_FILTER, ...part }, person));

  it("shows everything in its order without a filter", () => {
    expect(shown({})).toEqual(names(FLEET));
    expect(isFiltered(NO_FILTER)).toBe(false);
  });

  it.each([
    [{ text: " HARB " }, ["harbor"]],
    [{ text: "upgrade failed" }, ["ferry"]],
    [{ lane: "sigra-v1.1" }, ["quarry"]],
    [{ stage: "upgrade" as const }, ["ferry"]],
    [{ stage: "review" as const }, ["harbor", "orchard", "quarry"]],
    [{ waiting: "me" as const }, ["harbor", "orchard"]],
    [{ waiting: "operator" as const }, ["ferry"]],
    [{ waiting: "nobody" as const }, ["quarry", "lantern", "beacon"]],
    [{ trouble: "failed" as const }, ["ferry"]],
    [{ trouble: "outdated" as const }, ["orchard"]],
    [{ trouble: "interrupted" as const }, []],
    [{ waiting: "reviewer" as const, trouble: "outdated" as const }, ["orchard"]],
  ])("shows what %j asks for", (part, expected) => {
    expect(shown(part)).toEqual(expected);
    expect(isFiltered({ ...NO_FILTER, ...part })).toBe(true);
  });

  it("knows who `me` is", () => {
    expect(shown({ waiting: "me" }, OPERATOR)).toEqual(["ferry"]);
  });
});

describe("a lane to choose", () => {
  const lane = findLane("sigra-v1.0")?.lane;
  if (!lane) throw new Error("expected the v1.0 lane");
  const choice = toLaneChoice(lane);

  it("knows the first step of each stage", () => {
    expect(choice.firstSteps).toMatchObject({ preflight: "posture", review: "review", migrate: "migrate" });
  });

  it.each([
    ["0.3.4", null],
    ["1.0.0", "The app is on sigra 1.0.0 already; lane v1.0 leads to 1.0."],
    ["1.1.2", "The app is on sigra 1.1.2 already; lane v1.0 leads to 1.0."],
    ["0.2.9", "The app is on sigra 0.2.9, and lane v1.0 starts from 0.3."],
    [null, "mix.lock locks no version of sigra, so it cannot be told whether this lane fits. It starts from 0.3."],
  ])("is compared with the locked version %j", (version, warning) => {
    expect(laneMismatch(choice, version)).toBe(warning);
  });
});
