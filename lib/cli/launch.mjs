// The way in from a fresh clone: needs Node, npm and git, and nothing from node_modules.
// `node lib/cli/launch.mjs demo|adopt|start|dev|test|check|test-faults` looks around, installs what is missing and hands over.
import { spawn } from "node:child_process";
import { installPackages } from "./install-packages.mjs";
import { checkFolder, checkGit, checkNode, checkPorts, readPlan, Refused } from "./preflight.mjs";

const COMMANDS = ["demo", "adopt", "start", "dev", "test", "check", "test-faults"];
const [command = "", ...rest] = process.argv.slice(2);

try {
  checkNode(process.versions.node);
  if (!COMMANDS.includes(command)) throw new Refused(`expected one of ${COMMANDS.join(", ")}, got "${command}"`);
  checkGit();
  const plan = readPlan(command, process.env);
  checkFolder(plan.dataFolder);
  await checkPorts(plan.ports);
  await installPackages();
  await handOver(command, rest);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`upgrade-review: ${error.message}`);
  process.exitCode = 1;
}

/** Runs the command in TypeScript; signals and the exit status pass through. */
function handOver(name, args) {
  // `react-server` is the condition under which the server's own modules may be imported.
  const node = ["--conditions=react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...node, `lib/cli/${name}.ts`, ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
      resolve(undefined);
    });
  });
}
