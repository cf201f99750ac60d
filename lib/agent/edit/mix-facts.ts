/** Elixir source without its comment lines; positions are kept, so offsets stay true. */
export function blankComments(source: string): string {
  return source.replace(/^[ \t]*#.*$/gm, (line) => " ".repeat(line.length));
}

/** One `{:package, "requirement"` of a `mix.exs`. */
export type Requirement = {
  readonly text: string;
  /** Offset of the first character inside the quotes. */
  readonly start: number;
};

/** Every requirement a `mix.exs` states for a package, comment lines left out. */
export function listRequirements(mixExs: string, packageName: string): readonly Requirement[] {
  const pattern = new RegExp(`(\\{\\s*:${packageName}\\s*,\\s*")([^"\\\\]*)"`, "g");
  return [...blankComments(mixExs).matchAll(pattern)].map((match) => ({
    text: match[2] ?? "",
    start: match.index + (match[1] ?? "").length,
  }));
}

/** Version of a package in `mix.lock`; undefined when it is not locked to one (a git dependency has none). */
export function findLockedVersion(mixLock: string, packageName: string): string | undefined {
  return new RegExp(`^\\s*"${packageName}":\\s*\\{:hex,\\s*:[a-z0-9_]+,\\s*"([^"]+)"`, "m").exec(mixLock)?.[1];
}

/** The `schema_version` setting of `config/config.exs`. */
export function findSchemaVersion(configExs: string): string | undefined {
  return /\bschema_version\b\s*[:,]\s*"([^"]*)"/.exec(blankComments(configExs))?.[1];
}

/** The OTP app that `mix.exs` declares. */
export function findOtpApp(mixExs: string): string | undefined {
  return /\bapp:\s*:([a-z][a-z0-9_]*)/.exec(blankComments(mixExs))?.[1];
}
