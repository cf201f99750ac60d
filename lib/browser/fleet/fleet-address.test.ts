import { describe, expect, it } from "vitest";
import { aFleetRow } from "@/lib/core/fleet/a-fleet-row";
import { NO_FILTER } from "@/lib/core/fleet/filter-rows";
import { toLaneChoice } from "@/lib/core/fleet/lane-choice";
import { listLanes } from "@/lib/core/lane/registry";
import { fleetPath, parseFleetFilter } from "./fleet-address";
import { stagePath, turnPath } from "./turn-path";

const LANES = listLanes().map(({ lane }) => toLaneChoice(lane));

describe("the fleet's address", () => {
  it.each([
    [NO_FILTER, "/"],
    [{ ...NO_FILTER, text: "a b&c" }, "/?q=a+b%26c"],
    [
      { text: "x", lane: "sigra-v1.0", stage: "review", waiting: "me", trouble: "outdated" } as const,
      "/?q=x&lane=sigra-v1.0&stage=review&waiting=me&show=outdated",
    ],
  ])("keeps the filter %j", (filter, path) => {
    const address = new URL(path, "https://review.example");

    expect(fleetPath(filter)).toBe(path);
    expect(parseFleetFilter(Object.fromEntries(address.searchParams))).toEqual(filter);
  });

  it("leaves out what is no filter", () => {
    expect(parseFleetFilter({ q: ["a", "b"], stage: "nowhere", waiting: "them", show: "", lane: undefined })).toEqual(NO_FILTER);
  });
});

describe("the way to what is next", () => {
  it.each([
    [{ stepId: "review" }, "/upgrades/upgrade-harbor/review"],
    [{ stepId: "migration-checklist" }, "/upgrades/upgrade-harbor/checklist"],
    [{ stepId: "backup" }, "/upgrades/upgrade-harbor?step=backup"],
    [{ stepId: null }, "/upgrades/upgrade-harbor"],
  ])("leads to the page of the step %j", (next, path) => {
    expect(turnPath(aFleetRow("harbor", {}, next), LANES)).toBe(path);
  });

  it("leads to the app before an upgrade", () => {
    expect(turnPath(aFleetRow("harbor", null), LANES)).toBe("/apps/harbor");
  });

  it("leads from a stage to the step that is next in it, or to its first", () => {
    const { upgrade } = aFleetRow("harbor", { step: { id: "clean-tree", title: "Nothing uncommitted", status: "waiting" } });
    if (!upgrade) throw new Error("expected an upgrade");

    expect(stagePath(upgrade, "preflight", LANES)).toBe("/upgrades/upgrade-harbor?step=clean-tree");
    expect(stagePath(upgrade, "migrate", LANES)).toBe("/upgrades/upgrade-harbor?step=migrate");
    expect(stagePath({ ...upgrade, laneId: "gone" }, "migrate", LANES)).toBe("/upgrades/upgrade-harbor");
  });
});
