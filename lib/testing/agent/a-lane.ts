import type { LaneSource } from "@/lib/core/lane/lane";
import { loadLane } from "@/lib/core/lane/load-lane";
import { laneDigest, type RegisteredLane } from "@/lib/core/lane/registry";

type StepSource = LaneSource["steps"][number];

const base = { stage: "upgrade", section: "one", summary: "For the test.", requires: [], guideCommand: "x", timeoutMs: 60_000 } as const;

/** A command step that runs a line of shell. */
export function aCommandStep(id: string, line: string, more: Partial<Extract<StepSource, { kind: "command" }>> = {}): StepSource {
  return { ...base, id, title: id, kind: "command", command: ["sh", "-c", line], ...more };
}

/** A serve step that runs a Node program. */
export function aServeStep(id: string, program: string, probes: readonly string[] = ["/"]): StepSource {
  return { ...base, id, title: id, kind: "serve", command: [process.execPath, "-e", program], probes };
}

/** A lane of the given steps. */
export function aLane(steps: readonly StepSource[]): RegisteredLane {
  const lane = loadLane({
    id: "test-lane",
    title: "Test",
    shortTitle: "t",
    library: "sigra",
    description: "For the test.",
    sourceSeries: "0.3",
    targetSeries: "1.0",
    sections: [{ id: "one", title: "One" }],
    steps: [...steps],
    expectations: [],
  });
  return { lane, digest: laneDigest(lane) };
}
