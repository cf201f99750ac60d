import type { TreeContent } from "@/lib/contract/agent-api";
import { assertNever } from "@/lib/core/assert-never";
import type { AppFacts } from "@/lib/core/classify/classification";
import type { Finding } from "@/lib/core/lane/finding";
import type { Expectation, Lane } from "@/lib/core/lane/lane";
import { toCodeLines } from "./elixir-code";
import { findConfigValue } from "./find-config-value";
import { findRoutes, joinPath } from "./find-routes";

/** What an expectation is held against. */
export type Observed = {
  readonly lane: Lane;
  readonly facts: AppFacts;
  readonly tree: TreeContent;
  /** Findings of the latest attempt of each step. */
  readonly findings: Readonly<Record<string, readonly Finding[]>>;
};

/** The answer to one check. `found` is a plain sentence about what was looked at. */
export type Answer = { readonly met: boolean; readonly found: string };

type Check = Expectation["check"];
type CheckOf<Type extends Check["type"]> = Extract<Check, { type: Type }>;

const CONFIG = "config/config.exs";

/** Holds one check against a snapshot; what cannot be read counts as unmet. */
export function checkExpectation(check: Check, observed: Observed): Answer {
  switch (check.type) {
    case "file-contains":
      return checkTexts([check.path], check.text, observed);
    case "some-file-contains":
      return checkTexts(check.paths, check.text, observed);
    case "file-lacks":
      return checkLacks(check, observed);
    case "path-exists":
      return checkPath(check, observed);
    case "route":
      return checkRoute(check, observed);
    case "config-value":
      return checkConfigValue(check, observed);
    case "new-migration":
      return checkNewMigration(check, observed.tree);
    case "single-migrations":
      return checkSingleMigrations(check, observed.tree);
    case "schema-version":
      return checkSchemaVersion(observed);
    case "no-finding":
      return checkNoFinding(check, observed);
    default:
      return assertNever(check);
  }
}

/** The migrations directly in `folder` whose name, timestamp stripped, is `name`. */
export function listMigrations(paths: readonly string[], folder: string, name: string): readonly string[] {
  return paths.filter((path) => migrationName(path, folder) === name);
}

function migrationName(path: string, folder: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  return /^\d{1,20}_([^/]+\.exs)$/.exec(path.slice(folder.length + 1))?.[1];
}

function checkTexts(paths: readonly string[], text: string, { facts, tree }: Observed): Answer {
  const wanted = fillSlots(text, facts);
  const filled = paths.map((path) => fillSlots(path, facts));
  for (const path of filled) {
    const line = findLine(path, tree, wanted);
    if (line !== undefined) return { met: true, found: `${path} has ${wanted} on line ${line}.` };
  }
  const readable = filled.filter((path) => tree.files[path] !== undefined);
  return readable.length === 0
    ? { met: false, found: describeMissing(filled, tree) }
    : { met: false, found: `${listWords(readable)} ${readable.length === 1 ? "has" : "have"} no ${wanted} outside comments.` };
}

function checkLacks({ path, text }: CheckOf<"file-lacks">, { facts, tree }: Observed): Answer {
  const file = fillSlots(path, facts);
  const unwanted = fillSlots(text, facts);
  if (tree.files[file] === undefined) return { met: false, found: describeMissing([file], tree) };
  const line = findLine(file, tree, unwanted);
  return line === undefined ? { met: true, found: `${file} has no ${unwanted}.` } : { met: false, found: `${file} has ${unwanted} on line ${line}.` };
}

function checkPath({ path }: CheckOf<"path-exists">, { facts, tree }: Observed): Answer {
  const wanted = fillSlots(path, facts);
  const met = tree.paths.some((known) => known === wanted || known.startsWith(`${wanted}/`));
  return { met, found: met ? `${wanted} is in the checkout.` : `${wanted} is not in the checkout.` };
}

function checkRoute({ path, route }: CheckOf<"route">, { facts, tree }: Observed): Answer {
  const file = fillSlots(path, facts);
  const text = tree.files[file];
  if (text === undefined) return { met: false, found: describeMissing([file], tree) };
  const routes = findRoutes(file, text);
  const wanted = joinPath([route]);
  const hit = routes.find((known) => known.path === wanted);
  return hit
    ? { met: true, found: `${file} has ${hit.verb} ${wanted} on line ${hit.line}.` }
    : { met: false, found: `${file} writes out ${routes.length} routes, none of them ${wanted}; routes that macros make are not seen.` };
}

function checkConfigValue({ paths, keys, lacks }: CheckOf<"config-value">, { tree }: Observed): Answer {
  const name = keys.join(" → ");
  const files = paths.flatMap((path) => {
    const text = tree.files[path];
    return text === undefined ? [] : [{ path, text }];
  });
  if (files.length === 0) return { met: false, found: describeMissing(paths, tree) };
  const value = findConfigValue(files, keys);
  if (!value) return { met: false, found: `${listWords(files.map(({ path }) => path))} ${files.length === 1 ? "sets" : "set"} no ${name}.` };
  const shown = shorten(value.text);
  const unwanted = lacks.find((text) => value.text.includes(text));
  return unwanted === undefined
    ? { met: true, found: `${value.path} sets ${name} to ${shown}.` }
    : { met: false, found: `${value.path} sets ${name} to ${shown}, and no later file replaces it.` };
}

function checkNewMigration({ folder, name }: CheckOf<"new-migration">, tree: TreeContent): Answer {
  const now = listMigrations(tree.paths, folder, name);
  const before = new Set(tree.anchorPaths);
  const added = now.find((path) => !before.has(path));
  if (added !== undefined) return { met: true, found: `${added} is new.` };
  const [kept] = now;
  return kept !== undefined
    ? { met: true, found: `${kept} was there before the upgrade.` }
    : { met: false, found: `${folder} has no migration called ${name}.` };
}

function checkSingleMigrations({ folder }: CheckOf<"single-migrations">, tree: TreeContent): Answer {
  const before = new Set(tree.anchorPaths);
  const byName = new Map<string, string[]>();
  for (const path of tree.paths) {
    const name = migrationName(path, folder);
    if (name === undefined) continue;
    const twins = byName.get(name);
    if (twins) twins.push(path);
    else byName.set(name, [path]);
  }
  const twins = [...byName.values()].filter((paths) => paths.length > 1 && paths.some((path) => !before.has(path)));
  return twins.length === 0
    ? { met: true, found: `Every new migration in ${folder} has a name of its own.` }
    : { met: false, found: `One migration, several files: ${twins.map((paths) => listWords([...paths].sort())).join("; ")}.` };
}

function checkSchemaVersion({ lane, tree }: Observed): Answer {
  const locked = findLockedVersion(lane.library, tree.files["mix.lock"] ?? "");
  if (locked === undefined) return { met: false, found: `mix.lock locks no version of ${lane.library}.` };
  const config = tree.files[CONFIG];
  if (config === undefined) return { met: false, found: describeMissing([CONFIG], tree) };
  const written = findSchemaVersion(lane.library, config);
  if (written === undefined) return { met: false, found: `${CONFIG} has no schema_version line; mix.lock has ${lane.library} ${locked}.` };
  const sentence = `${CONFIG} says ${written} and mix.lock has ${lane.library} ${locked}.`;
  return { met: written === locked, found: sentence };
}

function findSchemaVersion(library: string, config: string): string | undefined {
  const pattern = new RegExp(`\\bconfig[ (]\\s*:${library},\\s*(?::schema_version,|schema_version:)\\s*"([^"]{1,80})"`, "g");
  const code = toCodeLines(CONFIG, config)
    .map(({ text }) => text)
    .join("\n");
  return [...code.matchAll(pattern)].at(-1)?.[1];
}

function findLockedVersion(library: string, lock: string): string | undefined {
  return new RegExp(`"${library}":\\s*\\{:hex,\\s*:${library},\\s*"([^"]{1,80})"`).exec(lock)?.[1];
}

function checkNoFinding({ step, finding }: CheckOf<"no-finding">, { findings }: Observed): Answer {
  const [hit] = (findings[step] ?? []).filter(({ kind }) => kind === finding);
  if (!hit) return { met: true, found: `The output of step ${step} says nothing of the kind.` };
  return { met: false, found: hit.line === null ? hit.title : `${hit.title} (step ${step}, line ${hit.line} of the log)` };
}

function findLine(path: string, { files }: TreeContent, wanted: string): number | undefined {
  const text = files[path];
  return text === undefined ? undefined : toCodeLines(path, text).find((line) => line.text.includes(wanted))?.number;
}

function describeMissing(paths: readonly string[], { paths: known }: TreeContent): string {
  const present = paths.filter((path) => known.includes(path));
  return present.length > 0
    ? `The text of ${listWords(present)} is not part of the snapshot.`
    : `${listWords(paths)} ${paths.length === 1 ? "is" : "are"} not in the checkout.`;
}

function fillSlots(template: string, facts: AppFacts): string {
  return template
    .replaceAll("{app}", () => facts.otpApp)
    .replaceAll("{module}", () => facts.baseModule)
    .replaceAll("{web}", () => facts.webFolder)
    .replaceAll("{context}", () => facts.contextFolder);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
