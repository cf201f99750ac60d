// Run as a process of its own: appends one record at a time to an upgrade, beside others that do the same.
// Arguments: database file, upgrade id, number of records.
import { createDatabase } from "@/lib/server/db/database";
import { aProjection, someRecords } from "./port-contracts/chain-samples";

const [file, upgradeId, count] = process.argv.slice(2);
if (!file || !upgradeId || !count) throw new Error("expected a file, an upgrade and a count");
const { log, close } = createDatabase({ file });
let head = (await log.read(upgradeId)).at(-1);
let conflicts = 0;
for (let appended = 0; appended < Number(count); ) {
  const records = someRecords(upgradeId, 1, head, `by ${process.pid}`);
  if ((await log.append(records, aProjection(upgradeId, (head?.seq ?? 0) + 1))) === "appended") {
    appended += 1;
    head = records.at(-1);
  } else {
    conflicts += 1;
    head = (await log.read(upgradeId, (head?.seq ?? 0) + 1)).at(-1) ?? head;
  }
}
await close();
console.log(JSON.stringify({ conflicts }));
