import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { addAppSchema, type AddApp, type AgentApp } from "@/lib/contract/agent-api";
import { ok, type Result } from "@/lib/core/result";
import { appConfigSchema, type AppConfig } from "../config";
import { writeDurably } from "../durable-file";
import { refuse, type Refusal } from "../refusal";
import { StartError } from "../start-error";
import { findRealPath, isInside } from "./real-path";

/** The apps of the operator's file and those added since. */
export type AppRegistry = {
  readonly list: () => readonly AppConfig[];
  readonly find: (appId: string) => AppConfig | undefined;
  /** Adding the same app again changes nothing. */
  readonly add: (app: AddApp) => Result<AppConfig, Refusal>;
  /** Real path of an app's checkout, checked against the roots each time: a link may have been bent. */
  readonly locate: (app: { readonly path: string }) => Result<string, Refusal>;
};

/** Reads the added apps; the operator's file is never written. */
export function createAppRegistry(configured: readonly AppConfig[], roots: readonly string[], file: string): AppRegistry {
  const added = loadAdded(file).filter(({ id }) => !configured.some((app) => app.id === id));
  requireDifferentPaths(configured);
  const list = () => [...configured, ...added];
  const find = (appId: string) => list().find(({ id }) => id === appId);
  const locate = (app: { readonly path: string }) => locateCheckout(app.path, roots);

  return {
    list,
    find,
    locate,
    add: (input) => {
      const located = locate(input);
      if (!located.ok) return located;
      const known = find(input.id);
      if (known) {
        const isSame = known.name === input.name && findRealPath(known.path) === located.value;
        return isSame ? ok(known) : refuse("app-exists", `There is an app ${input.id} already; choose another id.`);
      }
      const twin = list().find(({ path }) => findRealPath(path) === located.value);
      if (twin) return refuse("app-exists", `That checkout is the app ${twin.id} already.`);
      const app = appConfigSchema.parse({ id: input.id, name: input.name, path: located.value });
      writeDurably(
        file,
        JSON.stringify(
          [...added, app].map(({ id, name, path }) => ({ id, name, path })),
          null,
          2,
        ),
      );
      added.push(app);
      return ok(app);
    },
  };
}

/** Two apps on one checkout could run beside each other. */
function requireDifferentPaths(apps: readonly AppConfig[]): void {
  const paths = apps.map(({ path }) => findRealPath(path) ?? path);
  const twin = apps.find((_app, index) => paths.indexOf(paths[index] ?? "") !== index);
  if (twin) throw new StartError(`app ${twin.id}: another app of the configuration has the same path ${twin.path}`);
}

/** An app as the dashboard sees it; its environment stays here. */
export function toAgentApp({ id, name, path, standIn, commands }: AppConfig): AgentApp {
  return { id, name, path, standIn: standIn ?? null, overrides: commands };
}

function locateCheckout(path: string, roots: readonly string[]): Result<string, Refusal> {
  const real = findRealPath(path);
  const realRoots = roots.flatMap((root) => findRealPath(root) ?? []);
  if (real === undefined || !realRoots.some((root) => isInside(real, root))) {
    return refuse(
      "outside-roots",
      `${path} is not a folder under the agent's roots (${roots.join(", ")}); move the checkout there or add a root to the agent's configuration.`,
    );
  }
  if (/\p{Cc}/u.test(real)) return refuse("not-a-checkout", "The path holds control characters; rename the folder.");
  if (!lstatSync(join(real, ".git"), { throwIfNoEntry: false })?.isDirectory()) {
    return refuse("not-a-checkout", `${path} has no .git folder; name the top folder of a plain git clone.`);
  }
  if (!existsSync(join(real, "mix.exs"))) return refuse("not-a-checkout", `${path} has no mix.exs; name the folder of a Mix project.`);
  return ok(real);
}

function loadAdded(file: string): AppConfig[] {
  if (!existsSync(file)) return [];
  const apps = z.array(addAppSchema).parse(JSON.parse(readFileSync(file, "utf8")));
  return apps.map((app) => appConfigSchema.parse(app));
}
