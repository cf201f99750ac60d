import { rmSync } from "node:fs";
import { addCounts, describeCounts, describeFailed, describeParts, NOTHING, type Part, readReport, toCounts } from "./test-report";
import { type Lane, type Phase, runStep, type Step } from "./test-steps";

/** Runs all steps, also after one failed, and closes with a table of them and the sum alone on the last line. */
export async function runChecks(phases: readonly Phase[], missing: readonly string[] = []): Promise<void> {
  const startedAt = performance.now();
  const parts: Part[] = [];
  for (const phase of phases) parts.push(...(await runPhase(phase)));
  const counts = [...parts.map((part) => part.counts), { passed: 0, failed: missing.length, skipped: 0 }].reduce(addCounts, NOTHING);
  if (counts.failed > 0) process.exitCode = 1;
  console.log(`\n${describeParts(parts, (performance.now() - startedAt) / 1_000)}`);
  const unrun = missing.map((name): Part => ({ name, ok: false, seconds: 0, counts: NOTHING, failures: [] }));
  console.log(`\n${describeFailed([...unrun, ...parts])}`.trimEnd());
  console.log(describeCounts(counts));
}

async function runPhase(phase: Phase): Promise<readonly Part[]> {
  const output = phase.length === 1 ? "shown" : "kept";
  return (await Promise.all(phase.map((lane) => runLane(lane, output)))).flat();
}

async function runLane(lane: Lane, output: "shown" | "kept"): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const step of lane) parts.push(await runPart(step, output));
  return parts;
}

async function runPart(step: Step, output: "shown" | "kept"): Promise<Part> {
  const { name } = step;
  if (output === "shown") console.log(`\n== ${name}`);
  if (step.report) rmSync(step.report.file, { force: true });
  const end = await runStep(step, output);
  if (output === "kept") console.log(`\n== ${name}\n${end.output.trimEnd()}`);
  console.log(`== ${name}: ${end.ok ? "ok" : "FAILED"} after ${end.seconds.toFixed(1)} s`);
  const report = step.report && readReport(step.report);
  const counts = toCounts(end.ok && (!step.report || report !== undefined), report?.counts);
  return { name, ok: end.ok, seconds: end.seconds, counts, failures: report?.failures ?? [] };
}
