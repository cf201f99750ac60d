import { spawn } from "node:child_process";

/** A command that was started and did not end well. */
export class ToolFailed extends Error {}

export type ToolOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Keep what it prints and show it only when it fails. */
  readonly quiet?: boolean;
};

/** Runs a program of node_modules, by its script, with this Node. @throws ToolFailed */
export async function runTool(name: string, script: string, args: readonly string[], { env = {}, quiet = false }: ToolOptions = {}): Promise<void> {
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new ToolFailed(`${name} failed${output ? `:\n${output}` : ""}`);
}
