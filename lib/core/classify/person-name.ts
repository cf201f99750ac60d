import { toModulePath } from "./module-name";

type PersonSource = {
  readonly contextFolder: string;
  readonly webFolder: string;
  readonly paths: readonly string[];
  readonly files: Readonly<Record<string, string>>;
};

/** What else has tokens or an auth module. */
const NO_PERSON = /^(?:api|access|refresh|device|session|email|invite|push|live|basic|socket)$/;

/**
 * What a person is called in the file names of an app: by the configured schema, else by the token
 * schema of the auth context, else by the auth plugs. Undefined for the usual `user`.
 */
export function findPersonName({ contextFolder, webFolder, paths, files }: PersonSource): string | undefined {
  const configured = Object.keys(files).flatMap((path) =>
    /(?:^|\/)config\/\w+\.exs$/.test(path) ? (/\buser_schema:\s*[\w.]*\.(\w+)/.exec(files[path] ?? "")?.[1] ?? []) : [],
  );
  const named = [
    ...configured.map(toModulePath),
    ...paths.flatMap((path) => nameIn(path, contextFolder, /^([a-z]+)_token\.ex$/)),
    ...paths.flatMap((path) => nameIn(path, webFolder, /^([a-z]+)_auth\.ex$/)),
  ];
  return named.includes("user") || named[0] === "user" ? undefined : named[0];
}

function nameIn(path: string, folder: string, pattern: RegExp): readonly string[] {
  if (!path.startsWith(`${folder}/`)) return [];
  const name = pattern.exec(path.slice(folder.length + 1))?.[1];
  return name === undefined || NO_PERSON.test(name) ? [] : [name];
}
