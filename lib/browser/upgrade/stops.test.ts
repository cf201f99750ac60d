import { describe, expect, it } from "vitest";
import type { Step } from "@/lib/core/lane/lane";
import type { Person } from "@/lib/core/people/person";
import { decideAbandon } from "@/lib/core/upgrade/decide/end-upgrade";
import { anUpgrade, approveAll, aSnapshot, LEAD, OPERATOR, QA, REVIEWER_A, snapshotTaken, upgraded, type History } from "@/lib/testing/upgrade-builders";
import { findStops, rolesOf } from "./stops";

function stopsOf(history: History, person: Person) {
  const upgrade = history.upgrade();
  const step = (stepId: string): Step => {
    const found = upgrade.lane.steps.find(({ id }) => id === stepId);
    if (!found) throw new Error(`no step ${stepId}`);
    return found;
  };
  return { stops: findStops(upgrade, person), step };
}

describe("what stops a person", () => {
  it("is nothing where role and state allow it", () => {
    const { stops, step } = stopsOf(anUpgrade(), OPERATOR);
    expect(stops.run(step("anchor"))).toBeUndefined();
    expect(stops.attest(step("backup"))).toBeUndefined();
  });

  it("is a role that is missing, named in plain words", () => {
    const { stops, step } = stopsOf(anUpgrade(), REVIEWER_A);
    expect(stops.run(step("anchor"))).toEqual({ code: "not-allowed", reason: "Only an operator or a tech lead can do this." });
    expect(rolesOf("check.qa")).toBe("QA");
  });

  it("is what the core would refuse", () => {
    const { stops, step } = stopsOf(anUpgrade(), OPERATOR);
    expect(stops.run(step("migrate"))?.code).toBe("requirements-open");
    expect(stops.snapshot()?.code).toBe("no-anchor");
  });

  it("is a waiver's place before the role: what cannot be waived is said to nobody", () => {
    const { stops, step } = stopsOf(anUpgrade(), OPERATOR);
    expect(stops.waive(step("backup"))?.code).toBe("not-waivable");
    expect(stops.waive(step("anchor"))?.code).toBe("not-allowed");
  });

  it("is the audience of a checklist", () => {
    const { stops, step } = stopsOf(approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot())), LEAD);
    const smoke = step("smoke");
    if (smoke.kind !== "checklist") throw new Error("no checklist");
    expect(stops.check(smoke, "login")?.reason).toBe("Only QA can do this.");
    expect(stopsOf(anUpgrade(), QA).stops.check(smoke, "login")?.code).toBe("requirements-open");
  });

  it("is the end of the upgrade, whoever asks", () => {
    const { stops, step } = stopsOf(
      anUpgrade().take((upgrade) => decideAbandon(upgrade, LEAD, { reason: "no" })),
      LEAD,
    );
    expect(stops.run(step("anchor"))?.code).toBe("upgrade-ended");
  });
});
