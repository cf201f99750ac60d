import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { applyOverlay, createSampleApp, SAMPLE_STATE, type SampleLane, sampleMixDirectory } from "@/e2e/sample-app";
import { type AgentApp, createAgentConfig, writeAgentConfig } from "./agent-config";

const STAND_IN = "Its mix is a stand-in: it changes files as the guide describes and runs no Elixir.";
/** Any 32 bytes; without a key the upgraded sample app does not boot. */
const CLOAK_KEY = Buffer.alloc(32, "demo").toString("base64");

const APPS = [
  { id: "harbor", name: "Harbor", lane: "sigra-v1.0" },
  { id: "lantern", name: "Lantern", lane: "sigra-v1.1" },
] as const satisfies readonly { id: string; name: string; lane: SampleLane }[];

/** Makes the sample checkouts where they are missing and tells the agent about them. */
export async function createDemoApps(dataFolder: string, port: number): Promise<readonly AgentApp[]> {
  const folder = join(dataFolder, "apps");
  mkdirSync(folder, { recursive: true });
  for (const { id, lane } of APPS) await createOnce(join(folder, id), lane);
  const environment = { CLOAK_KEY, SAMPLE_MIX_DELAY_MS: "40" };
  const apps = APPS.map(({ id, name }) => ({ id, name, path: join(folder, id), standIn: STAND_IN, environment, state: SAMPLE_STATE }));
  writeAgentConfig(join(dataFolder, "agent.json"), { ...createAgentConfig(port), roots: [folder], apps, programPath: [sampleMixDirectory()] });
  return apps;
}

/**
 * Makes the changes in a sample checkout that people make by hand after the upgrade task ran.
 *
 * @throws when there is no such app or they are there already.
 */
export async function adoptByHand(dataFolder: string, appId: string): Promise<void> {
  const app = APPS.find(({ id }) => id === appId);
  if (!app) throw new Error(`expected one of ${APPS.map(({ id }) => id).join(", ")}, got "${appId}"`);
  const directory = join(dataFolder, "apps", app.id);
  if (!existsSync(directory)) throw new Error(`there is no checkout ${directory}; run npm run demo first`);
  await applyOverlay(directory, app.lane);
}

/** A checkout that was begun and not finished would stay half made. */
async function createOnce(directory: string, lane: SampleLane): Promise<void> {
  if (existsSync(directory)) return;
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  await createSampleApp({ directory: unfinished, lane });
  renameSync(unfinished, directory);
}
