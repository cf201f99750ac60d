import { adoptByHand } from "./demo-apps";
import { findDemoFolder } from "./demo-folder";
import { reportFailure } from "./report-failure";

const appId = process.argv[2] ?? "";
await adoptByHand(findDemoFolder(), appId)
  .then(() => console.log(`Made the changes by hand in ${appId}; take a new snapshot to review them.`))
  .catch(reportFailure);
