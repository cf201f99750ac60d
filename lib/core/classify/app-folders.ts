import { toModuleName, toModulePath } from "./module-name";

/** What an app is called and where its modules are. */
export type AppFolders = {
  readonly otpApp: string;
  readonly baseModule: string;
  readonly appFolder: string;
  readonly webFolder: string;
};

type FoldersSource = {
  readonly mixExs: string;
  readonly paths: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
};

type AppNames = Pick<AppFolders, "otpApp" | "baseModule">;

/** Finds the app that is upgraded; undefined when its `mix.exs` does not say. */
export function findAppFolders({ mixExs, paths, files = {} }: FoldersSource): AppFolders | undefined {
  const names = readNames(mixExs) ?? findUmbrellaApp(files, paths);
  if (names === undefined) return undefined;
  const appFolder = findAppFolder(paths, names);
  return { ...names, appFolder, webFolder: findWebFolder(paths, appFolder, names) };
}

function readNames(mixExs: string): AppNames | undefined {
  const code = mixExs.replace(/^\s*#.*$/gm, "");
  if (/\bapps_path:/.test(code)) return undefined;
  const project = /\bmod:\s*\{([\w.]+)\.\w+,/.exec(code)?.[1] ?? /defmodule\s+([\w.]+)\.\w+\s+do/.exec(code)?.[1];
  const otpApp = /\bapp:\s*:(\w+)/.exec(code)?.[1] ?? (project === undefined ? undefined : toModulePath(project));
  return otpApp === undefined ? undefined : { otpApp, baseModule: project ?? toModuleName(otpApp) };
}

/** Of several apps the one with a web app beside it, a router or the most files, in this order. */
function findUmbrellaApp(files: Readonly<Record<string, string>>, paths: readonly string[]): AppNames | undefined {
  const apps = Object.keys(files).flatMap((path) => (/(?:^|\/)apps\/[^/]+\/mix\.exs$/.test(path) ? (readNames(files[path] ?? "") ?? []) : []));
  const count = ({ otpApp }: AppNames) => paths.filter((path) => path.includes(`apps/${otpApp}/lib/`)).length;
  const sorted = apps.toSorted((a, b) => count(b) - count(a) || (a.otpApp < b.otpApp ? -1 : 1));
  const hasWebApp = ({ otpApp }: AppNames) => apps.some((other) => other.otpApp === `${otpApp}_web`);
  return sorted.find(hasWebApp) ?? sorted.find(({ otpApp }) => !otpApp.endsWith("_web")) ?? sorted[0];
}

function findAppFolder(paths: readonly string[], { otpApp, baseModule }: AppNames): string {
  const names = [otpApp, toModulePath(baseModule)];
  const candidates = names.flatMap((name) => [`lib/${name}`, `apps/${name}/lib/${name}`]);
  const usual = candidates.find((folder) => holdsFiles(paths, folder));
  if (usual !== undefined) return usual;
  const nested = names.flatMap((name) => paths.flatMap((path) => new RegExp(`^.*/lib/${name}(?=/)`).exec(path)?.[0] ?? []))[0];
  return nested ?? `lib/${otpApp}`;
}

/** By its usual name, else by holding a router or an endpoint. */
function findWebFolder(paths: readonly string[], appFolder: string, { otpApp }: AppNames): string {
  const usual = [`${appFolder}_web`, `apps/${otpApp}_web/lib/${otpApp}_web`, `${appFolder}/web`];
  const byName = usual.find((folder) => holdsFiles(paths, folder));
  if (byName !== undefined) return byName;
  const byFile = paths.find((path) => /^(?:.+\/)?lib\/.+\/(?:endpoint|router)\.ex$/.test(path));
  return byFile?.slice(0, byFile.lastIndexOf("/")) ?? `${appFolder}_web`;
}

function holdsFiles(paths: readonly string[], folder: string): boolean {
  return paths.some((path) => path.startsWith(`${folder}/`));
}
