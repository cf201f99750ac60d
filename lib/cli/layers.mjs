// Checks the layers of lib/README.md. A checker that saw nothing would find nothing, so that is a failure too.
import { spawnSync } from "node:child_process";

const FEWEST_MODULES = 500;
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "--config", "--output-type", "err-long", "--", "app", "components", "lib", "prisma"],
  { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
);
process.stdout.write(stdout);
process.stderr.write(stderr);
const modules = Number(/\((\d+) modules/.exec(stdout)?.[1] ?? /(\d+) modules/.exec(stdout)?.[1] ?? 0);
if (status === 0 && modules < FEWEST_MODULES) {
  process.stderr.write(`layers: expected at least ${FEWEST_MODULES} modules, saw ${modules}; the checker cannot read the project\n`);
  process.exitCode = 1;
} else {
  process.exitCode = status ?? 1;
}
