// One suite in a process of its own, which can be ended when it takes too long: the plan as JSON. Says on its channel how far it is and what came of it.
import { toFailure } from "../run-suites";
import type { SuiteMessage, SuitePlan } from "../suite-process";
import { loadSuites } from "../suites";

const { name, quick, seed } = JSON.parse(process.argv[2] ?? "{}") as SuitePlan;
for (const suite of await loadSuites([name])) {
  const result = await suite.run({ quick, seed, report: (line) => say({ type: "said", line }) }).catch(toFailure);
  await say({ type: "done", result });
}
// What a broken suite left open must not keep its process from ending.
process.exit();

function say(message: SuiteMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
