import { TaskFailure } from "./output.mjs";

const SWITCHES = new Map([
  ["yes", "boolean"],
  ["dry-run", "boolean"],
  ["allow-dirty", "boolean"],
  ["backfill-personal-orgs", "boolean"],
  ["from", "string"],
]);

/**
 * Words that exist in any running Mix. Elixir's lenient parser keeps such a
 * flag although nobody declared it, and validation then refuses it.
 */
const EXISTING_WORDS = new Set(["force", "verbose", "quiet", "help", "repo", "to"]);

const VALID = "[:yes, :dry_run, :allow_dirty, :backfill_personal_orgs, :from]";

/**
 * The flags of `mix sigra.upgrade`, parsed as leniently as the task does: an
 * unknown long flag, a short flag and a plain word vanish without a message.
 */
export function parseFlags(args) {
  const flags = new Map();
  const unknown = [];
  for (let index = 0; index < args.length && args[index] !== "--"; index += 1) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(args[index]);
    if (!match) continue;
    const [, name, inline] = match;
    if (SWITCHES.get(name) === "string") {
      if (inline !== undefined) flags.set(name, inline);
      else if (isValue(args[index + 1])) flags.set(name, args[++index]);
    } else if (SWITCHES.has(name)) {
      if (inline === undefined || inline === "true") flags.set(name, true);
      else if (inline === "false") flags.set(name, false);
    } else if (name.startsWith("no-") && SWITCHES.get(name.slice(3)) === "boolean") {
      flags.set(name.slice(3), false);
    } else if (EXISTING_WORDS.has(name)) {
      unknown.push(`:${name}`);
    }
  }
  if (unknown.length > 0) refuseUnknown(unknown);
  return {
    yes: flags.get("yes") ?? false,
    dryRun: flags.get("dry-run") ?? false,
    allowDirty: flags.get("allow-dirty") ?? false,
    backfill: flags.get("backfill-personal-orgs") ?? false,
    from: flags.get("from"),
  };
}

function isValue(argument) {
  return argument !== undefined && !argument.startsWith("-");
}

function refuseUnknown(unknown) {
  throw new TaskFailure("NimbleOptions.ValidationError", `unknown options [${unknown.join(", ")}], valid options are: ${VALID}`, {
    trace: ["(mix) lib/mix/tasks/sigra.upgrade.ex: Mix.Tasks.Sigra.Upgrade.run/1"],
  });
}
