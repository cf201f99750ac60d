// A step whose whole output is known beforehand: fetches as the guide's step does, then prints numbered lines, each
// in two halves with characters of several bytes between them.
import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const LINES = 250;

if (spawnSync("mix", ["deps.get"], { stdio: "ignore" }).status !== 0) process.exit(1);
for (let number = 1; number <= LINES; number += 1) {
  const line = Buffer.from(`line ${number} ✓ äöü 🎉\n`);
  const stream = number % 2 === 0 ? 1 : 2;
  writeSync(stream, line.subarray(0, 12));
  writeSync(stream, line.subarray(12));
  await wait(5);
}
