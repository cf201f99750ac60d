import type { AppFacts, ClassifiedHunk } from "@/lib/core/classify/classification";
import { toModuleName } from "@/lib/core/classify/module-name";
import type { RawChange } from "@/lib/core/diff/parse-raw-diff";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";

export type Trial = { readonly path: string; readonly facts: AppFacts; readonly hunks: readonly ClassifiedHunk[] };

const DEFAULT_APP = "harbor";
const MARKED = /^[+\- ]/;

const AROUND = /^(?:@@ |\\ )/;
const NAMED = /^\+\+\+ (?:b\/)?([^\t\n]+)/m;

/** The file that a pasted patch says it is of; null when it names none. */
export function readPatchPath(text: string): string | null {
  const [, path] = NAMED.exec(text) ?? [];
  return path === undefined || path === "/dev/null" ? null : path.trimEnd();
}

/**
 * What the rules make of a path and, where given, its changed lines, by the same way as a snapshot.
 *
 * Lines may carry the marks of a patch (`+`, `-`, a blank); without any mark they count as added. What a patch
 * says before a hunk is left out. An empty `context` stands for the usual auth context.
 */
export function tryRule(path: string, text: string, context = ""): Trial {
  const facts = toFacts(findAppName(path), context);
  const lines = toMarkedLines(text);
  const index = buildSnapshotIndex({
    rawChanges: [toChange(path, lines)],
    patchOf: () => (lines.length === 0 ? null : toPatch(lines)),
    facts,
  });
  return { path, facts, hunks: index.changes.flatMap(({ hunks }) => hunks) };
}

function toMarkedLines(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const given = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const first = given.findIndex((line) => line.startsWith("@@ "));
  const lines = first === -1 ? given : given.slice(first).filter((line) => !AROUND.test(line));
  const isPatch = lines.some((line) => /^[+-]/.test(line)) && lines.every((line) => line === "" || MARKED.test(line));
  return lines.map((line) => (isPatch ? line || " " : `+${line}`));
}

function toChange(path: string, lines: readonly string[]): RawChange {
  const isNew = lines.length > 0 && lines.every((line) => line.startsWith("+"));
  return {
    kind: isNew ? "added" : "modified",
    path,
    oldPath: path,
    oldMode: isNew ? "000000" : "100644",
    newMode: "100644",
    oldOid: (isNew ? "0" : "a").repeat(40),
    newOid: "b".repeat(40),
  };
}

function toPatch(lines: readonly string[]): Uint8Array {
  const oldCount = lines.filter((line) => !line.startsWith("+")).length;
  const newCount = lines.filter((line) => !line.startsWith("-")).length;
  const header = `@@ -${Math.min(oldCount, 1)},${oldCount} +${Math.min(newCount, 1)},${newCount} @@`;
  return new TextEncoder().encode(["diff --git a/file b/file", header, ...lines, ""].join("\n"));
}

/** The app a path speaks of: `lib/shop_web/router.ex` is of `shop`. */
function findAppName(path: string): string {
  const folder = /(?:^|\/)lib\/([a-z][a-z0-9_]*)(?:\/|\.ex$)/.exec(path)?.[1];
  return folder?.replace(/_web$/, "") ?? DEFAULT_APP;
}

/** A host with the usual names, but for its auth context: a folder, or its last part. */
function toFacts(appName: string, context: string): AppFacts {
  const baseModule = toModuleName(appName);
  const [name = "accounts"] = /[^/]+(?=\/*$)/.exec(context) ?? [];
  return {
    otpApp: appName,
    baseModule,
    contextFolder: `lib/${appName}/${name}`,
    contextModule: `${baseModule}.${toModuleName(name)}`,
    webFolder: `lib/${appName}_web`,
    repoFolders: ["priv/repo"],
    existingMigrations: [],
  };
}
