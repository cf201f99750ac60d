import { describe, expect, it } from "vitest";
import { listLanes } from "@/lib/core/lane/registry";
import { describeOperation } from "./describe-operation";
import { describeReport } from "./describe-report";

const steps = listLanes().flatMap(({ lane }) => lane.steps);

function operationOf(stepId: string): string {
  const step = steps.find(({ id }) => id === stepId);
  if (step?.kind !== "git" && step?.kind !== "edit" && step?.kind !== "inspect") throw new Error(`${stepId} is no operation`);
  return describeOperation(step);
}

describe("what the agent will do", () => {
  it("names the branch, the requirement and the paths as the lane has them", () => {
    expect(operationOf("branch")).toContain("upgrade/sigra-1.0");
    expect(operationOf("bump")).toBe("Sets the requirement of sigra in mix.exs to ~> 1.0.0. No other line changes.");
    expect(operationOf("commit-bump")).toContain("Commits mix.exs and mix.lock with the message");
  });

  it("says so where nothing is changed", () => {
    for (const stepId of ["clean-tree", "anchor", "posture"]) expect(operationOf(stepId)).toContain("Nothing is changed.");
    expect(operationOf("changes")).toContain("Nothing is run.");
  });
});

describe("what a job found", () => {
  it("is a few words, or nothing", () => {
    expect(describeReport({ type: "branch", branch: "upgrade/x", created: true, head: "a".repeat(40) })).toBe("upgrade/x");
    expect(describeReport({ type: "commit", commit: "b".repeat(40), paths: [] })).toBe("Commit bbbbbbb");
    expect(describeReport({ type: "edit", paths: [] })).toBe("Nothing to change");
    expect(describeReport({ type: "none" })).toBeUndefined();
  });
});
