import { findContext } from "./auth-context";
import type { AppFacts } from "./classification";
import { toModuleName, toModulePath } from "./module-name";

export type AppFactsSource = {
  /** Text of the app's `mix.exs`. */
  readonly mixExs: string;
  /** Paths of the checkout. */
  readonly paths: readonly string[];
  /** Paths at the rollback anchor; without them no migration counts as existing. */
  readonly anchorPaths?: readonly string[];
  /** Text of files that tell more than names do, by path; `findEvidencePaths` says which. */
  readonly files?: Readonly<Record<string, string>>;
};

const MIGRATION_FOLDER = /^(.*?priv\/.+?)\/(?:data_)?migrations\//;

/**
 * What rules need to know of a host app, read from its checkout: nothing is assumed to have its usual name.
 *
 * @throws if `mix.exs` names neither an app nor a project module.
 */
export function readAppFacts({ mixExs, paths, anchorPaths = [], files = {} }: AppFactsSource): AppFacts {
  const { otpApp, baseModule } = readNames(mixExs);
  const appFolder = findAppFolder(paths, otpApp, baseModule);
  const context = findContext({ appFolder, baseModule, paths, files });
  return {
    otpApp,
    baseModule,
    contextFolder: context.folder,
    contextModule: context.module,
    webFolder: findWebFolder(paths, appFolder, otpApp),
    repoFolders: [...new Set(paths.flatMap((path) => MIGRATION_FOLDER.exec(path)?.[1] ?? []))].sort(),
    existingMigrations: anchorPaths.filter((path) => MIGRATION_FOLDER.test(path)).toSorted(),
  };
}

/** Paths whose text `readAppFacts` can use; few and small. */
export function findEvidencePaths(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => /(?:^|\/)lib\/[^/]+\/[^/]+\.ex$/.test(path));
}

/** The folder that holds the app's own modules, for example `lib/harbor`. */
export function toAppFolder({ contextFolder }: Pick<AppFacts, "contextFolder">): string {
  return /^(?:.*\/)?lib\/[^/]+/.exec(contextFolder)?.[0] ?? "lib";
}

function readNames(mixExs: string): { otpApp: string; baseModule: string } {
  const code = mixExs.replace(/^\s*#.*$/gm, "");
  const project = /\bmod:\s*\{([\w.]+)\.\w+,/.exec(code)?.[1] ?? /defmodule\s+([\w.]+)\.\w+\s+do/.exec(code)?.[1];
  const otpApp = /\bapp:\s*:(\w+)/.exec(code)?.[1] ?? (project === undefined ? undefined : toModulePath(project));
  if (otpApp === undefined) throw new Error('expected "app: :name" or a project module in mix.exs');
  return { otpApp, baseModule: project ?? toModuleName(otpApp) };
}

function findAppFolder(paths: readonly string[], otpApp: string, baseModule: string): string {
  const names = [otpApp, toModulePath(baseModule)];
  const candidates = names.flatMap((name) => [`lib/${name}`, `apps/${name}/lib/${name}`]);
  return candidates.find((folder) => paths.some((path) => path.startsWith(`${folder}/`))) ?? `lib/${otpApp}`;
}

/** By its usual name, else by holding a router or an endpoint. */
function findWebFolder(paths: readonly string[], appFolder: string, otpApp: string): string {
  const usual = [`${appFolder}_web`, `apps/${otpApp}_web/lib/${otpApp}_web`, `${appFolder}/web`];
  const byName = usual.find((folder) => paths.some((path) => path.startsWith(`${folder}/`)));
  if (byName !== undefined) return byName;
  const byFile = paths.find((path) => /^(?:apps\/[^/]+\/)?lib\/.+\/(?:endpoint|router)\.ex$/.test(path));
  return byFile?.slice(0, byFile.lastIndexOf("/")) ?? `${appFolder}_web`;
}
