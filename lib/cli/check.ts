import { generateClient } from "./generate-client";
import { reportFailure } from "./report-failure";
import { runChecks } from "./run-checks";
import { CHECKS } from "./test-steps";

await generateClient()
  .then(() => runChecks(CHECKS))
  .catch(reportFailure);
