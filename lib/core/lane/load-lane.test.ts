import { describe, expect, it } from "vitest";
import type { LaneSource } from "./lane";
import { loadLane } from "./load-lane";

type Steps = LaneSource["steps"];
type Step = Steps[number];

const BASE = { title: "A step", stage: "preflight", section: "1", summary: "Does something.", requires: [] } as const;
const CLEAN: Step = { ...BASE, id: "clean", kind: "git", operation: { type: "clean-tree" }, timeoutMs: 1 };
const CHOICE: Step = {
  ...BASE,
  id: "mode",
  kind: "choice",
  question: "Which?",
  options: [
    { id: "one", title: "One", consequences: [] },
    { id: "two", title: "Two", consequences: [] },
  ],
};
const COMMAND: Step = { ...BASE, id: "run", kind: "command", command: ["mix", "x"], guideCommand: "mix x", timeoutMs: 1 };
const EXPECTATION = { id: "there", title: "There", category: "schema", why: "So.", howToMeet: "Do.", check: { type: "path-exists", path: "a" } } as const;

describe("loading a lane", () => {
  it("fills in what a lane leaves out", () => {
    const [step] = loadLane(aLane({ steps: [COMMAND] })).steps;

    expect(step).toMatchObject({ gated: false, waivable: true, recogniser: "none", alternatives: [], environment: {} });
  });

  it.each<[defect: string, lane: LaneSource, path: string]>([
    ["a library that is no package", aLane({ library: "a(b" }), "library"],
    ["an id that is not kebab-case", aLane({ steps: [{ ...CLEAN, id: "Clean Tree" }] }), "steps.0.id"],
    ["a stage that does not exist", aLane({ steps: [breakStep({ stage: "later" })] }), "steps.0.stage"],
    ["a kind that does not exist", aLane({ steps: [breakStep({ kind: "pray" })] }), "steps.0.kind"],
    ["a step without a title", aLane({ steps: [{ ...CLEAN, title: "" }] }), "steps.0.title"],
    ["a command without a program", aLane({ steps: [{ ...COMMAND, command: [] }] }), "steps.0.command"],
    ["an empty argument", aLane({ steps: [{ ...COMMAND, command: ["mix", ""] }] }), "steps.0.command.1"],
    ["a time limit of nothing", aLane({ steps: [{ ...COMMAND, timeoutMs: 0 }] }), "steps.0.timeoutMs"],
    ["a choice of one", aLane({ steps: [{ ...CHOICE, options: CHOICE.options.slice(0, 1) }] }), "steps.0.options"],
    ["a checklist without items", aLane({ steps: [{ ...BASE, id: "list", kind: "checklist", audience: "qa", items: [] }] }), "steps.0.items"],
    [
      "a probe that is no path",
      aLane({ steps: [{ ...BASE, id: "up", kind: "serve", command: ["x"], guideCommand: "x", timeoutMs: 1, probes: ["users"] }] }),
      "steps.0.probes.0",
    ],
    ["no steps", aLane({ steps: [] }), "steps"],
    ["a category that does not exist", aLane({ expectations: [{ ...EXPECTATION, category: "misc" as "schema" }] }), "expectations.0.category"],
    [
      "a finding that does not exist",
      aLane({ expectations: [{ ...EXPECTATION, check: { type: "no-finding", step: "clean", finding: "x" as "warning" } }] }),
      "expectations.0.check.finding",
    ],
    ["one id for two steps", aLane({ steps: [CLEAN, CLEAN] }), "steps.1 (clean)"],
    ["a step that waits for a later one", aLane({ steps: [{ ...CLEAN, requires: ["run"] }, COMMAND] }), "steps.0 (clean).requires"],
    ["a step that waits for itself", aLane({ steps: [{ ...CLEAN, requires: ["clean"] }] }), "steps.0 (clean).requires"],
    ["a section the guide does not have", aLane({ steps: [{ ...CLEAN, section: "9" }] }), "steps.0 (clean).section"],
    ["a condition on a step that is no choice", aLane({ steps: [CLEAN, { ...COMMAND, when: { step: "clean", option: "one" } }] }), "steps.1 (run).when"],
    ["a condition on an option that is not offered", aLane({ steps: [CHOICE, { ...COMMAND, when: { step: "mode", option: "six" } }] }), "steps.1 (run).when"],
    [
      "two items of one id",
      aLane({
        steps: [
          {
            ...BASE,
            id: "list",
            kind: "checklist",
            audience: "qa",
            items: [
              { id: "a", text: "A" },
              { id: "a", text: "B" },
            ],
          },
        ],
      }),
      "steps.0 (list).items",
    ],
    ["two options of one id", aLane({ steps: [{ ...CHOICE, options: [...CHOICE.options, ...CHOICE.options] }] }), "steps.0 (mode).options"],
    ["two alternatives of one id", aLane({ steps: [{ ...COMMAND, alternatives: [anAlternative(), anAlternative()] }] }), "steps.0 (run).alternatives"],
    ["two expectations of one id", aLane({ expectations: [EXPECTATION, EXPECTATION] }), "expectations.1 (there)"],
    [
      "an expectation on a choice that is not there",
      aLane({ expectations: [{ ...EXPECTATION, when: { step: "mode", option: "one" } }] }),
      "expectations.0 (there).when",
    ],
    [
      "an expectation on the output of no step",
      aLane({ expectations: [{ ...EXPECTATION, check: { type: "no-finding", step: "nowhere", finding: "warning" } }] }),
      "expectations.0 (there).check.step",
    ],
    [
      "a circumstance of no step",
      aLane({ expectations: [{ ...EXPECTATION, given: { type: "finding", steps: ["nowhere"], finding: "warning" } }] }),
      "expectations.0 (there).given.steps",
    ],
  ])("refuses %s", (_defect, lane, path) => {
    expect(() => loadLane(lane)).toThrow(`lane test: ${path}: `);
  });
});

function aLane(parts: Partial<LaneSource>): LaneSource {
  return {
    id: "test",
    title: "Test",
    shortTitle: "t",
    library: "sigra",
    description: "",
    sourceSeries: "0.3",
    targetSeries: "1.0",
    sections: [{ id: "1", title: "One" }],
    steps: [CLEAN],
    expectations: [],
    ...parts,
  };
}

/** A step the type would not let through, as a file from elsewhere might hold it. */
function breakStep(parts: Record<string, string>): Step {
  return { ...CLEAN, ...parts } as Step;
}

function anAlternative() {
  return { id: "other", title: "Other", command: ["mix", "y"], why: "Because." };
}
