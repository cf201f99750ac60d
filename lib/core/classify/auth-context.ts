import { toModuleName } from "./module-name";

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
  [/^\w+_(?:session|passkey|mfa_credential|backup_code)\.ex$/, 2],
  [/^(?:user|audit_event|encrypted)\.ex$/, 1],
];

/**
 * The auth context of an app, by falling strength of evidence: the module that defines `sigra_config`,
 * the module that `user_auth` uses, the folder with the files of an auth context, `Accounts`.
 */
export function findContext(source: ContextSource): { readonly folder: string; readonly module: string } {
  const folder = bySigraConfig(source) ?? byUserAuth(source) ?? byMarkers(source) ?? `${source.appFolder}/accounts`;
  const named = /^\s*defmodule\s+([\w.]+)\s+do/m.exec(source.files[`${folder}.ex`] ?? "")?.[1];
  const usual = `${source.baseModule}.${toModuleName(folder.slice(source.appFolder.length + 1))}`;
  return { folder, module: named ?? usual };
}

function bySigraConfig({ appFolder, files }: ContextSource): string | undefined {
  const paths = Object.keys(files).filter((path) => path.startsWith(`${appFolder}/`) && path.endsWith(".ex"));
  const path = paths.sort().find((candidate) => /^\s*def sigra_config\b/m.test(files[candidate] ?? ""));
  return path?.slice(0, -".ex".length);
}

/** Every module under the base module that `user_auth` names, the first that is a folder with markers. */
function byUserAuth({ appFolder, baseModule, paths, files }: ContextSource): string | undefined {
  const userAuth = Object.keys(files).find((path) => /(?:^|\/)user_auth\.ex$/.test(path));
  if (userAuth === undefined) return undefined;
  const used = files[userAuth]?.matchAll(new RegExp(`(?<![\\w.])${baseModule}((?:\\.[A-Z]\\w*)+)`, "g")) ?? [];
  const names = [...used].map(([, rest = ""]) => rest.slice(1));
  const folders = contextFolders(appFolder, paths);
  return folders.find((folder) => names.some((name) => isWithin(name, toModuleName(folder.slice(appFolder.length + 1)))));
}

function isWithin(module: string, context: string): boolean {
  return module === context || module.startsWith(`${context}.`);
}

function byMarkers({ appFolder, paths }: ContextSource): string | undefined {
  return contextFolders(appFolder, paths)[0];
}

/** Folders under the app with at least one marker, strongest first, then by name. */
function contextFolders(appFolder: string, paths: readonly string[]): readonly string[] {
  const scores = new Map<string, number>();
  for (const path of paths.filter((candidate) => candidate.startsWith(`${appFolder}/`))) {
    const cut = path.lastIndexOf("/");
    const folder = path.slice(0, cut);
    const score = MARKERS.find(([pattern]) => pattern.test(path.slice(cut + 1)))?.[1] ?? 0;
    if (folder !== appFolder && score > 0) scores.set(folder, (scores.get(folder) ?? 0) + score);
  }
  return [...scores].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).map(([folder]) => folder);
}
