import { readFileSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { appIdSchema } from "@/lib/contract/agent-api";
import { argvSchema } from "@/lib/core/lane/lane";
import { StartError } from "./start-error";

const pathSchema = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}]+$/u, "expected a path without control characters");
const variableSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable");

const insidePathSchema = pathSchema.refine((path) => !path.startsWith("/") && !path.split("/").some((part) => part === ".." || part === "." || part === ""), {
  message: "expected a path inside the checkout",
});
const NO_SOURCE = /(?<!\.(?:ex|exs|eex|heex|leex|beam|erl))$/;

/** An app as the operator writes it down. */
export const appConfigSchema = z
  .strictObject({
    id: appIdSchema,
    name: z.string().min(1).max(80),
    path: pathSchema,
    /** Plain statement shown with the app when its `mix` is a stand-in. */
    standIn: z.string().min(1).optional(),
    environment: z.record(variableSchema, z.string()).default({}),
    /** `<laneId>/<stepId>` to the argv that this app uses instead. */
    /** False where the app cannot run from a folder of the agent's; then the gate checks before and after. */
    sealed: z.boolean().default(true),
    notSealedBecause: z.string().min(1).max(400).optional(),
    /** What a sealed run needs and git does not hold: path in the checkout to a file of the operator's. */
    sealedFiles: z.record(insidePathSchema, pathSchema).default({}),
    /** The app's own data in the checkout, as a database in a file: ignored by git, and shared with a sealed run. */
    state: z.array(insidePathSchema.regex(NO_SOURCE, "expected data, not Elixir source")).default([]),
    commands: z.record(z.string().regex(/^[^/]+\/[^/]+$/, "expected <laneId>/<stepId>"), argvSchema).default({}),
  })
  .refine(({ sealed, notSealedBecause }) => sealed === (notSealedBecause === undefined), {
    path: ["notSealedBecause"],
    message: "expected a reason exactly when sealed is false",
  })
  .readonly();
export type AppConfig = z.infer<typeof appConfigSchema>;

/** The operator's configuration file. Relative paths count from the folder it lies in. */
const agentConfigSchema = z
  .strictObject({
    listen: z.strictObject({
      host: z.enum(["127.0.0.1", "::1", "localhost"], "expected a loopback address: 127.0.0.1, ::1 or localhost"),
      port: z.int().min(0).max(65_535),
    }),
    tokenFile: pathSchema,
    dataDir: pathSchema,
    roots: z.array(pathSchema).min(1),
    apps: z.array(appConfigSchema).default([]),
    /** `sweep` forgoes PID namespaces, for steps that cannot do with one. */
    confinement: z.enum(["auto", "sweep"]).default("auto"),
    /** Folders put first on the PATH of every step. */
    programPath: z.array(pathSchema).default([]),
  })
  .readonly();
export type AgentConfig = z.infer<typeof agentConfigSchema>;

/** Reads and checks the configuration file. @throws StartError naming the bad field. */
export function loadConfig(path: string): AgentConfig {
  return parseConfig(readJson(path), dirname(resolve(path)), path);
}

/** Checks a configuration; `source` names it in errors. @throws StartError naming the bad field. */
export function parseConfig(content: unknown, folder: string, source: string): AgentConfig {
  const parsed = agentConfigSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartError(`${source}: ${issue?.path.join(".") || "(whole file)"}: ${issue?.message ?? "invalid"}`);
  }
  const config = parsed.data;
  const repeated = config.apps.findIndex(({ id }, index) => config.apps.findIndex((other) => other.id === id) !== index);
  if (repeated !== -1) throw new StartError(`${source}: apps.${repeated}.id: expected an id that no other app has`);
  const toAbsolute = (entry: string) => (isAbsolute(entry) ? entry : resolve(folder, entry));
  return {
    ...config,
    tokenFile: toAbsolute(config.tokenFile),
    dataDir: toAbsolute(config.dataDir),
    roots: config.roots.map(toAbsolute),
    programPath: config.programPath.map(toAbsolute),
    apps: config.apps.map((app) => ({
      ...app,
      path: toAbsolute(app.path),
      sealedFiles: Object.fromEntries(Object.entries(app.sealedFiles).map(([path, file]) => [path, toAbsolute(file)])),
    })),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`cannot read the configuration ${path}: ${reason}`);
  }
}
