import { toModuleName, toModulePath } from "./module-name";

type ContextSource = {
  readonly appFolder: string;
  readonly baseModule: string;
  readonly paths: readonly string[];
  readonly files: Readonly<Record<string, string>>;
};

/** Files that an auth context holds and how strongly each speaks for it. */
const MARKERS: readonly (readonly [RegExp, number])[] = [
  [/^scope\.ex$/, 3],
  [/^\w+_token\.ex$/, 3],
  [/^\w+_(?:session|passkey|mfa_credential|backup_code|notifier|identity)\.ex$/, 2],
  [/^(?:user|member|audit_event|encrypted|organization_membership)\.ex$/, 1],
];
/** What auth contexts are called, where nothing else tells. */
const USUAL_NAMES = ["accounts", "identity", "auth", "authentication", "iam", "users", "members"];
/** Settings that name a schema of the auth context. */
const CONFIGURED =
  /\b(?:user_schema:\s*([A-Z][\w.]*)\.[A-Z]\w*|(?:audit_schema|session_schema|module):\s*([A-Z][\w.]*)\.(?:User|Member|Account|Scope|AuditEvent|UserSession)\b)/g;

/**
 * The auth context of an app, by falling strength of evidence: the module that defines `sigra_config`,
 * the schemas that the configuration names, the module that `user_auth` uses, the folder with the files
 * of an auth context, a folder or file with a usual name, `Accounts`.
 */
export function findContext(source: ContextSource): { readonly folder: string; readonly module: string } {
  const folder =
    bySigraConfig(source) ?? byConfiguration(source) ?? byUserAuth(source) ?? byMarkers(source) ?? byUsualName(source) ?? `${source.appFolder}/accounts`;
  const text = source.files[`${folder}.ex`] ?? source.files[toNestedContext(folder)] ?? "";
  const named = /^\s*defmodule\s+([\w.]+)\s+do/m.exec(text)?.[1];
  return { folder, module: named ?? moduleOf(source, folder) };
}

/** Where some apps keep a context: `auth/auth.ex` instead of `auth.ex` beside the folder. */
export function toNestedContext(folder: string): string {
  return `${folder}/${folder.slice(folder.lastIndexOf("/") + 1)}.ex`;
}

function moduleOf({ appFolder, baseModule }: ContextSource, folder: string): string {
  if (folder.startsWith(`${appFolder}/`)) return `${baseModule}.${toModuleName(folder.slice(appFolder.length + 1))}`;
  return toModuleName(folder.replace(/^(?:.*\/)?lib\//, ""));
}

function bySigraConfig({ appFolder, files }: ContextSource): string | undefined {
  const paths = Object.keys(files).filter((path) => path.startsWith(`${appFolder}/`) && path.endsWith(".ex"));
  const path = paths.sort().find((candidate) => /^\s*defp? sigra_config\b/m.test(files[candidate] ?? ""));
  const module = path?.slice(0, -".ex".length);
  return module?.replace(/\/([^/]+)\/\1$/, "/$1");
}

/** The first context that the configuration names and that is there, in another app of an umbrella too. */
function byConfiguration({ paths, files }: ContextSource): string | undefined {
  const texts = Object.keys(files).filter((path) => /(?:^|\/)config\/\w+\.exs$/.test(path));
  const modules = texts.sort().flatMap((path) => [...(files[path] ?? "").matchAll(CONFIGURED)].map(([, ofUser, ofOther]) => ofUser ?? ofOther ?? ""));
  for (const module of modules) {
    const folder = new RegExp(`^(?:.*/)?lib/${toModulePath(module)}(?=/|\\.ex$)`);
    const path = paths.find((candidate) => folder.test(candidate));
    if (path !== undefined) return folder.exec(path)?.[0];
  }
  return undefined;
}

/** The modules under the base module that `user_auth` names: one that is a folder with markers, else the first that is there. */
function byUserAuth(source: ContextSource): string | undefined {
  const { appFolder, baseModule, paths, files } = source;
  const userAuth = Object.keys(files).find((path) => /(?:^|\/)\w+_auth\.ex$/.test(path));
  if (userAuth === undefined) return undefined;
  const used = files[userAuth]?.matchAll(new RegExp(`(?<![\\w.])${baseModule}((?:\\.[A-Z]\\w*)+)`, "g")) ?? [];
  const names = [...used].map(([, rest = ""]) => rest.slice(1));
  const marked = foldersByMarkers(source).find((folder) => names.some((name) => isWithin(name, toModuleName(folder.slice(appFolder.length + 1)))));
  const contexts = names.map((name) => `${appFolder}/${toModulePath(name.split(".")[0] ?? "")}`);
  return marked ?? contexts.find((folder) => paths.some((path) => path.startsWith(`${folder}/`)));
}

/** Compared without case: folder names do not tell how a module like `IAM` is written. */
function isWithin(module: string, context: string): boolean {
  const [one, two] = [module.toLowerCase(), context.toLowerCase()];
  return one === two || one.startsWith(`${two}.`);
}

function byMarkers(source: ContextSource): string | undefined {
  return foldersByMarkers(source)[0];
}

function byUsualName({ appFolder, paths }: ContextSource): string | undefined {
  const folders = USUAL_NAMES.map((name) => `${appFolder}/${name}`);
  return folders.find((folder) => paths.some((path) => path === `${folder}.ex` || path.startsWith(`${folder}/`)));
}

/** Folders under the app with at least one marker, strongest first, then by name. */
function foldersByMarkers({ appFolder, paths }: ContextSource): readonly string[] {
  const scores = new Map<string, number>();
  for (const path of paths.filter((candidate) => candidate.startsWith(`${appFolder}/`))) {
    const cut = path.lastIndexOf("/");
    const folder = path.slice(0, cut);
    const score = MARKERS.find(([pattern]) => pattern.test(path.slice(cut + 1)))?.[1] ?? 0;
    if (folder !== appFolder && score > 0) scores.set(folder, (scores.get(folder) ?? 0) + score);
  }
  return [...scores].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).map(([folder]) => folder);
}
