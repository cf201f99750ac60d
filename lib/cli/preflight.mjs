// What must hold before anything is installed. Plain JavaScript: no package is there yet.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";

const OLDEST_NODE = [20, 19];

/** Something the person at the terminal can put right; printed as one line. */
export class Refused extends Error {}

/** @throws Refused when Node is too old. */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (!isOldEnough) throw new Refused(`Node ${OLDEST_NODE.join(".")} or newer is needed, this is ${version}`);
}

/** @throws Refused when git cannot be run. */
export function checkGit() {
  const { error, status } = spawnSync("git", ["--version"], { stdio: "ignore" });
  if (error || status !== 0) throw new Refused("git is needed and cannot be run; install it and start again");
}

/** Where a command keeps its data and which ports it will listen on. */
export function readPlan(command, env) {
  const base = env.UPGRADE_REVIEW_DATA || "data";
  const dataFolder = ["demo", "adopt"].includes(command) ? join(base, "demo") : base;
  if (!["start", "demo", "dev"].includes(command)) return { dataFolder, ports: [] };
  const port = toPort("PORT", env.PORT || "4400");
  const host = env.HOST || "127.0.0.1";
  const ports = [{ name: "dashboard", variable: "PORT", host, port }];
  if (command === "demo" || !env.AGENT_URL)
    ports.push({ name: "agent", variable: "AGENT_PORT", host: "127.0.0.1", port: readAgentPort(command, dataFolder, env, port) });
  return { dataFolder, ports };
}

/** @throws Refused when the folder cannot be written. */
export function checkFolder(folder) {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK);
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Refused(`the data folder ${folder} cannot be written (${error.code}); set UPGRADE_REVIEW_DATA to another`);
  }
}

/** One by one: Node's own recursive mkdir never returns under /proc. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** @throws Refused when one of the ports is taken. */
export async function checkPorts(ports) {
  for (const { name, variable, host, port } of ports) {
    const code = await tryPort(host, port);
    if (code === "EADDRINUSE") throw new Refused(`port ${port} for the ${name} is taken; end what uses it or set ${variable} to another`);
    if (code) throw new Refused(`the ${name} cannot listen on ${host}:${port} (${code}); set ${variable} to another`);
  }
}

function tryPort(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** The agent's own file says it, once there is one; else the port after the dashboard's. */
function readAgentPort(command, dataFolder, env, port) {
  const file = join(dataFolder, "agent.json");
  if (command !== "demo" && existsSync(file)) {
    try {
      const configured = JSON.parse(readFileSync(file, "utf8"))?.listen?.port;
      if (Number.isInteger(configured)) return configured;
    } catch {
      throw new Refused(`the agent's configuration ${file} is not JSON`);
    }
  }
  return toPort("AGENT_PORT", env.AGENT_PORT || String(port + 1));
}

function toPort(variable, text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Refused(`${variable}: expected a port from 1 to 65535, got "${text}"`);
  return port;
}
