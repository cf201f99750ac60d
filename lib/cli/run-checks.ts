import { rmSync } from "node:fs";
import { addCounts, type Counts, describeCounts, NOTHING, readReport, toCounts } from "./test-report";
import { runStep, type Step } from "./test-steps";

/** Runs all steps, also after one failed, and closes with the sum alone on the last line. */
export async function runChecks(steps: readonly Step[], missing: readonly string[] = []): Promise<void> {
  let counts: Counts = NOTHING;
  const failed: string[] = [...missing];
  for (const step of steps) {
    const startedAt = performance.now();
    console.log(`\n== ${step.name}`);
    if (step.report) rmSync(step.report.file, { force: true });
    const ok = await runStep(step);
    const report = step.report && readReport(step.report);
    counts = addCounts(counts, toCounts(ok && (!step.report || report !== undefined), report));
    if (!ok) failed.push(step.name);
    console.log(`== ${step.name}: ${ok ? "ok" : "FAILED"} after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  }
  counts = addCounts(counts, { passed: 0, failed: missing.length, skipped: 0 });
  if (counts.failed > 0) process.exitCode = 1;
  console.log(failed.length > 0 ? `\nFailed: ${failed.join(", ")}` : "");
  console.log(describeCounts(counts));
}
