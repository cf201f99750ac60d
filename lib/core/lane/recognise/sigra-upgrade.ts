import type { Finding } from "@/lib/core/lane/finding";
import type { LogLine } from "./log-lines";
import { findingAt, type Output, parseError, recogniseCompileError, recogniseEach, recogniseMixError, recogniseUnknownOption } from "./recognised";

const SKIPPED = /^\* skipping injection for (.+?) \(file not found in host app\)/;
const CREATED = /^\* creating (\S.*)$/;
const AT_VERSION = /already at schema version ([^\s;]{1,80})/;
const DOWNGRADE = /Refusing to downgrade (?:\S+ )?schema from (\S{1,80}) to (\S{1,80}?)\.?$/;

/**
 * What `mix sigra.upgrade` tells in passing (v1.0 guide, section 2; v1.1 guide, section 3): most of it ends with exit
 * status 0 and would go unseen.
 */
export function recogniseSigraUpgrade({ lines }: Output): Finding[] {
  return recogniseEach(lines, recogniseLine);
}

function recogniseLine(line: LogLine): Finding | undefined {
  const { text } = line;
  const skipped = SKIPPED.exec(text)?.[1];
  if (skipped !== undefined) return toSkipped(line, skipped);
  const created = CREATED.exec(text)?.[1];
  if (created !== undefined) return toCreated(line, created);
  const version = AT_VERSION.exec(text)?.[1];
  if (version !== undefined) {
    return findingAt(line, {
      kind: "already-at-version",
      severity: "care",
      title: `The task had nothing to do: already at ${version}`,
      detail:
        "It compares the schema_version line with the package and wrote nothing, not even the vault. On a second run that is right; on the first the line or the package is wrong.",
      subject: version,
    });
  }
  if (text.includes("CLOAK_KEY") && !parseError(text)) {
    return findingAt(line, {
      kind: "cloak-key",
      severity: "care",
      title: "CLOAK_KEY must be set before the app boots",
      detail: "Generate a key of 32 random bytes in Base64 and export it wherever the app runs. Keep it: without it, what is encrypted stays so.",
      subject: "CLOAK_KEY",
    });
  }
  return recogniseRefusal(line);
}

function recogniseRefusal(line: LogLine): Finding | undefined {
  if (line.text.includes("Refusing to run") && line.text.includes("dirty working tree")) {
    return findingAt(line, {
      kind: "dirty-tree",
      severity: "block",
      title: "The task refuses a tree with uncommitted changes",
      detail: "Nothing was written. Commit or stash what git lists below this line, or choose the alternative with --allow-dirty and accept what it means.",
    });
  }
  const [, from, to] = DOWNGRADE.exec(line.text) ?? [];
  if (from !== undefined && to !== undefined) {
    return findingAt(line, {
      kind: "downgrade-refused",
      severity: "block",
      title: `The task refuses to go from ${from} down to ${to}`,
      detail: "Nothing was written. The schema_version line is ahead of the fetched package: check the bump, the lock file and that line.",
      subject: to,
    });
  }
  if (line.text.includes("Injection failed:")) {
    return findingAt(line, {
      kind: "injection-failed",
      severity: "block",
      title: "The task stopped in the middle of its injections",
      detail: "Whole files were already written, migrations were not. Compare with the anchor before trying again.",
    });
  }
  return recogniseUnknownOption(line) ?? recogniseCompileError(line) ?? recogniseMixError(line);
}

function toSkipped(line: LogLine, file: string): Finding {
  return findingAt(line, {
    kind: "skipped-injection",
    severity: "care",
    title: `The change to ${file} was skipped`,
    detail: "The file is not in this host. The summary counts the change as applied. Somebody has to make it by hand, or say why it is not needed.",
    subject: file,
  });
}

function toCreated(line: LogLine, path: string): Finding | undefined {
  if (/(?:^|\/)accounts\/encrypted\.ex$/.test(path)) {
    return findingAt(line, {
      kind: "vault-promoted",
      severity: "care",
      title: `${path} was overwritten`,
      detail: "The task replaced the whole file with the vault-backed type. Check that nothing of your own was in it.",
      subject: path,
    });
  }
  if (path.includes("/data_migrations/")) {
    return findingAt(line, {
      kind: "data-migration-pending",
      severity: "care",
      title: `${path} waits to be run`,
      detail:
        "The task's summary names mix ecto.migrate only, which does not look there. It takes mix ecto.migrate --migrations-path priv/repo/data_migrations, here and in your deploy pipeline.",
      subject: path,
    });
  }
  if (!path.includes("/migrations/")) return undefined;
  return findingAt(line, {
    kind: "migration-pending",
    severity: "note",
    title: `${path} is new`,
    detail: "It runs with mix ecto.migrate, once the review is signed off.",
    subject: path,
  });
}
