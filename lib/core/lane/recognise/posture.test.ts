import { describe, expect, it } from "vitest";
import { describePosture } from "./posture";

const LANE = { library: "sigra", sourceSeries: "0.3", targetSeries: "1.0" };

describe("the posture of an app", () => {
  it.each([
    ["fits when the locked version is in the source series", "0.3.4", "~> 0.3", [["locked-version", "note"]]],
    ["does not fit an older series", "0.2.9", "~> 0.2", [["wrong-series", "care"]]],
    ["does not fit an app already on the target line", "1.0.3", "~> 1.0.0", [["wrong-series", "care"]]],
    ["points at a newer line when the app is past the target", "1.1.2", "~> 1.1", [["newer-line", "care"]]],
    [
      "points at a newer line when mix.exs asks for one",
      "0.3.4",
      "~> 1.1.0",
      [
        ["locked-version", "note"],
        ["newer-line", "care"],
      ],
    ],
    ["does not take 0.30 for 0.3", "0.30.1", "~> 0.30", [["wrong-series", "care"]]],
    ["asks when nothing is locked", null, null, [["wrong-series", "care"]]],
    ["does not trust a version it cannot read", "main", null, [["wrong-series", "care"]]],
  ])("%s", (_case, lockedVersion, requirement, findings) => {
    expect(describePosture(LANE, { lockedVersion, requirement }).map(({ kind, severity }) => [kind, severity])).toEqual(findings);
  });

  it("says that the registry was not asked", () => {
    for (const { detail } of describePosture(LANE, { lockedVersion: "1.1.2", requirement: null })) expect(detail).toContain("registry is not asked");
  });
});
