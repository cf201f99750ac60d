import { toModulePath } from "./module-name";

/** What a module of the app is for, where its name does not tell. */
export const MODULE_ROLES = ["policy", "audit", "encryption", "mailer", "limiter", "auth"] as const;
export type ModuleRole = (typeof MODULE_ROLES)[number];

type RolesSource = {
  readonly webFolder: string;
  readonly paths: readonly string[];
  readonly files: Readonly<Record<string, string>>;
};

/** Behaviours of the library and of authorisation libraries; a word like policy in a name is none. */
export const POLICY_BEHAVIOUR =
  /(?:@behaviour|\buse)\s+(?:Sigra\.(?:Admin\.Policy|Authz)\b[\w.]*|(?:Bodyguard|LetMe|Bosun)\.Policy\b|Permit\.Permissions\b|[A-Z][\w.]*\.(?:Authz|Authorization|Authorizer)\b)|\bdefimpl\s+(?:Canada\.Can|Bosun\.Policy)\b/;
export const ENCRYPTION = /\buse\s+Cloak\.(?:Vault|Ecto\.\w+|Fields\.\w+)/;
export const MAILER_BEHAVIOUR = /\buse\s+(?:Swoosh|Bamboo)\.Mailer\b|@behaviour\s+(?:Sigra\.Mailer|Swoosh\.Adapter)\b/;
export const LIMITER = /\buse\s+(?:Hammer|PlugAttack)\b/;
/** Plugs and hooks that keep strangers out, whatever the module is called. */
const AUTH_PLUGS =
  /\bdefp? (?:on_mount|require_\w+|ensure_\w+|fetch_current_\w+)\([\s\S]*?\bcurrent_(?:scope|user)\b|\bcurrent_(?:scope|user)\b[\s\S]*?\bdefp? (?:on_mount|require_\w+|ensure_\w+)\(/;

const BY_TEXT: readonly (readonly [ModuleRole, RegExp])[] = [
  ["policy", POLICY_BEHAVIOUR],
  ["encryption", ENCRYPTION],
  ["mailer", MAILER_BEHAVIOUR],
  ["limiter", LIMITER],
];
/** Settings that name a module, as keys of the configuration or of the context's own. */
const BY_SETTING: readonly (readonly [ModuleRole, RegExp])[] = [
  ["policy", /\b(?:admin_policy|authz|authorization)(?:_module)?:\s*([A-Z][\w.]*)/g],
  ["audit", /\baudit_(?:schema|module|event|log):\s*([A-Z][\w.]*)/g],
  ["audit", /\baudit:\s*\[[^\]]*?\b(?:schema|module):\s*([A-Z][\w.]*)/g],
];

/**
 * What the modules of an app are for, by path: as the configuration names them, else as their own text
 * says. A module without a telling name, and its tests, are known by this alone.
 */
export function findModuleRoles({ webFolder, paths, files }: RolesSource): Readonly<Record<string, ModuleRole>> {
  const texts = Object.keys(files).sort();
  const byText = texts.flatMap((path): (readonly [string, ModuleRole])[] => {
    const role = /(?:^|\/)lib\/.+\.ex$/.test(path) ? roleOf(path, files[path] ?? "", webFolder) : undefined;
    return role === undefined ? [] : [[path, role]];
  });
  const bySetting = texts.flatMap((path) => namedIn(files[path] ?? "", paths));
  return Object.fromEntries([...byText, ...bySetting]);
}

function roleOf(path: string, text: string, webFolder: string): ModuleRole | undefined {
  const role = BY_TEXT.find(([, pattern]) => pattern.test(text))?.[0];
  if (role !== undefined) return role;
  const isPlugs = path.startsWith(`${webFolder}/`) && !/\/(?:router|endpoint)\.ex$/.test(path) && AUTH_PLUGS.test(text);
  return isPlugs ? "auth" : undefined;
}

function namedIn(text: string, paths: readonly string[]): readonly (readonly [string, ModuleRole])[] {
  return BY_SETTING.flatMap(([role, pattern]) =>
    [...text.matchAll(pattern)].flatMap(([, module = ""]): (readonly [string, ModuleRole])[] => {
      const file = `lib/${toModulePath(module)}.ex`;
      const path = paths.find((candidate) => candidate === file || candidate.endsWith(`/${file}`));
      return path === undefined ? [] : [[path, role]];
    }),
  );
}
