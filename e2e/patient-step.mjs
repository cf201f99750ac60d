// A step that a test holds in its hands: prints numbered lines until the folder in PATIENT_FOLDER holds `stop`,
// and notes there that it was started. Each line is written in two halves, with characters of several bytes between.
import { appendFileSync, existsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const folder = process.env.PATIENT_FOLDER ?? "";
appendFileSync(join(folder, "starts"), `${process.pid}\n`);
let count = 0;
while (!existsSync(join(folder, "stop"))) {
  count += 1;
  const line = Buffer.from(`line ${count} \u001b[32m✓ äöü 🎉\u001b[0m\r\n`);
  writeSync(count % 2 === 0 ? 1 : 2, line.subarray(0, 14));
  writeSync(count % 2 === 0 ? 1 : 2, line.subarray(14));
  await wait(3);
}
writeSync(1, `end after ${count}`);
