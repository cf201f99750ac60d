import { type AppFolders, findAppFolders } from "./app-folders";
import { findContext } from "./auth-context";
import type { AppFacts } from "./classification";
import { findModuleRoles } from "./module-roles";
import { findPersonName } from "./person-name";

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

/** Modules directly in the app or web folder, contexts that are named as their folder, what may be a policy or a vault, settings. */
const EVIDENCE =
  /(?:^|\/)lib\/[^/]+\/(?:([^/]+)\/\1|[^/]+|.+\/(?:\w+_)?(?:polic(?:y|ies)|permissions?|abilit(?:y|ies)|authori[sz](?:ation|er)|authz|vault))\.ex$|(?:^|\/)config\/(?:config|runtime)\.exs$|(?:^|\/)mix\.exs$/;
const MIGRATION_FOLDER = /^(.*?priv\/.+?)\/(?:data_)?migrations\//;

/**
 * What rules need to know of a host app, read from its checkout: nothing is assumed to have its usual name.
 *
 * @throws if `mix.exs` names neither an app nor a project module nor where the apps of an umbrella are.
 */
export function readAppFacts(source: AppFactsSource): AppFacts {
  const folders = findAppFolders(source);
  if (folders === undefined) throw new Error('expected "app: :name" or a project module in mix.exs');
  return toFacts(folders, source);
}

/**
 * As `readAppFacts`, for any checkout: without a `mix.exs` that says so, the names are those of the
 * folders under `lib`, else that of the checkout's own folder.
 */
export function guessAppFacts(source: AppFactsSource, folderName: string): AppFacts {
  const folders = findAppFolders(source) ?? findAppFolders({ ...source, mixExs: `app: :${guessName(source.paths, folderName)}` });
  if (folders === undefined) throw new Error("expected a guessed name to be one");
  return toFacts(folders, source);
}

/** Paths whose text `readAppFacts` can use; few and small. */
export function findEvidencePaths(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => EVIDENCE.test(path));
}

/** The folder that holds the app's own modules, for example `lib/harbor`. */
export function toAppFolder({ contextFolder }: Pick<AppFacts, "contextFolder">): string {
  return /^(?:.*\/)?lib\/[^/]+/.exec(contextFolder)?.[0] ?? "lib";
}

function toFacts({ otpApp, baseModule, appFolder, webFolder }: AppFolders, { paths, anchorPaths = [], files = {} }: AppFactsSource): AppFacts {
  const context = findContext({ appFolder, baseModule, paths, files });
  const personName = findPersonName({ contextFolder: context.folder, webFolder, paths, files });
  const moduleRoles = findModuleRoles({ webFolder, paths, files });
  return {
    otpApp,
    baseModule,
    contextFolder: context.folder,
    contextModule: context.module,
    ...(personName === undefined ? {} : { personName }),
    webFolder,
    ...(Object.keys(moduleRoles).length === 0 ? {} : { moduleRoles }),
    repoFolders: [...new Set(paths.flatMap((path) => MIGRATION_FOLDER.exec(path)?.[1] ?? []))].sort(),
    existingMigrations: anchorPaths.filter((path) => MIGRATION_FOLDER.test(path)).toSorted(),
  };
}

/** The folder under `lib` with a web folder beside it, else the one with most files, else the checkout's name. */
function guessName(paths: readonly string[], folderName: string): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const name = /(?:^|\/)lib\/([a-z]\w*)\/.+\.ex$/.exec(path)?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).map(([name]) => name);
  const fallback = folderName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  return names.find((name) => counts.has(`${name}_web`)) ?? names.find((name) => !/^mix$|_web$/.test(name)) ?? (fallback === "" ? "app" : fallback);
}
