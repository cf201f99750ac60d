import { delimiter, isAbsolute } from "node:path";

/** The few variables of the agent's own environment that a step may see. */
export type BaseEnvironment = {
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
};

const PASSED_ON = ["HOME", "LANG", "LC_ALL", "USER", "LOGNAME", "TMPDIR"] as const;

/** Reads the environment once, at the start; relative folders on PATH are left out. */
export function readBaseEnvironment(env: Readonly<Record<string, string | undefined>>): BaseEnvironment {
  const variables = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return {
    path: (env.PATH ?? "/usr/local/bin:/usr/bin:/bin").split(delimiter).filter((folder) => isAbsolute(folder)),
    variables: Object.fromEntries(variables),
  };
}
