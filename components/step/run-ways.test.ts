import { describe, expect, it } from "vitest";
import { anUpgrade } from "@/lib/testing/upgrade-builders";
import { describeOrigin, findWays } from "./run-ways";

const upgrade = anUpgrade().upgrade();

function stepOf(stepId: string) {
  const step = upgrade.lane.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`no step ${stepId}`);
  return step;
}

describe("the ways to run a step", () => {
  it("begin with the lane's own and go on with what it declares", () => {
    const ways = findWays(upgrade, stepOf("upgrade"));
    expect(ways?.map(({ alternative, argv }) => [alternative, argv.join(" ")])).toEqual([
      [null, "mix sigra.upgrade --yes"],
      ["allow-dirty", "mix sigra.upgrade --allow-dirty --yes"],
    ]);
  });

  it("end with the agent's own command where it has one", () => {
    const ways = findWays({ ...upgrade, overrides: { upgrade: ["make", "upgrade"] } }, stepOf("upgrade"));
    expect(ways?.at(-1)).toMatchObject({ alternative: "override", argv: ["make", "upgrade"] });
  });

  it("are the agent's own alone where a step is served", () => {
    expect(findWays({ ...upgrade, overrides: { boot: ["make", "serve"] } }, stepOf("boot"))).toMatchObject([{ alternative: null, argv: ["make", "serve"] }]);
  });

  it("do not exist for what a person settles", () => {
    for (const stepId of ["backup", "mode", "review", "smoke"]) expect(findWays(upgrade, stepOf(stepId))).toBeUndefined();
  });

  it("say whether the command is the guide's", () => {
    const step = stepOf("upgrade");
    if (step.kind !== "command") throw new Error("no command");
    expect(describeOrigin(step, step.command)).toBe("As the guide says");
    expect(describeOrigin(step, ["make"])).toBe("The guide: mix sigra.upgrade --yes");
  });
});
