import { describe, expect, it } from "vitest";
import { findCommand } from "./find-command";
import { findLane } from "./registry";

const V10 = findLane("sigra-v1.0")?.lane;
if (!V10) throw new Error("no v1.0 lane");
const lane = V10;

describe("finding a step's command", () => {
  it("takes the lane's own by default", () => {
    expect(findCommand(lane, "verify-smoke", null, {})).toEqual({
      ok: true,
      argv: ["bash", "scripts/ci/upgrade-smoke.sh"],
      environment: { SIGRA_UPGRADE_SOURCE_SERIES: "0.3" },
      needsFiles: ["scripts/ci/upgrade-smoke.sh"],
    });
  });

  it("takes a declared alternative with the files that one needs", () => {
    expect(findCommand(lane, "verify-tests", "all-tests", {})).toMatchObject({ ok: true, argv: ["mix", "test"], needsFiles: [] });
  });

  it("takes the agent's own only when asked for it", () => {
    const overrides = { "sigra-v1.0/verify-tests": ["mix", "test", "test/host_test.exs"] };

    expect(findCommand(lane, "verify-tests", "override", overrides)).toMatchObject({ ok: true, argv: overrides["sigra-v1.0/verify-tests"] });
    expect(findCommand(lane, "verify-tests", null, overrides)).toMatchObject({ ok: true, argv: ["mix", "test", "test/upgrade_test.exs", "-x"] });
  });

  it.each([
    ["a step that is not in the lane", "nowhere", null],
    ["a step that runs nothing", "backup", null],
    ["an alternative the lane does not declare", "upgrade", "dry-run"],
    ["an override the agent does not have", "upgrade", "override"],
  ])("refuses %s", (_case, stepId, alternative) => {
    expect(findCommand(lane, stepId, alternative, {})).toMatchObject({ ok: false });
  });
});
