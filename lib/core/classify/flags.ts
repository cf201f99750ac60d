import { FLAGS, type Flag, type Placement } from "./category";
import type { Classification } from "./classification";
import type { ClassifySubject } from "./classify-subject";
import { hasLocalAddress, hasSecret, mayExpose } from "./flags/exposed-text";
import { isWeakened } from "./flags/guards";
import { changesRows, isDestructive, isIrreversible, locksWhileIndexing } from "./flags/migration-effects";
import { toStatements } from "./flags/statements";
import { isDataMigrationPath, isMigrationPath, isRunnerPath } from "./rules/migrations";

const NO_FLAGS: readonly Flag[] = [];

type Flagger = (subject: ClassifySubject, decision: Pick<Classification, "category" | "supporting">) => readonly Flag[];

/**
 * Makes a function that says what a reviewer should not miss in a hunk, in the fixed order of `FLAGS`.
 *
 * A flag speaks of changed lines and, for migrations, of what the whole file shows about them; it never
 * decides anything by itself. What a file's path says is asked once for its hunks in a row.
 */
export function createFlagger(): Flagger {
  let last: { readonly change: ClassifySubject["change"]; readonly isMigration: boolean } | null = null;
  return (subject, { category, supporting }) => {
    const { change } = subject;
    if (last?.change !== change) last = { change, isMigration: isMigrationPath(change.path) || isMigrationPath(change.oldPath) };
    const ofMigration = last.isMigration ? migrationFlags(subject) : NO_FLAGS;
    const ofText = textFlags(subject);
    const ofCode = supporting ? NO_FLAGS : codeFlags(subject, category);
    if (ofMigration.length + ofText.length + ofCode.length === 0) return NO_FLAGS;
    const flags = new Set([...ofMigration, ...ofText, ...ofCode]);
    return FLAGS.filter((flag) => flags.has(flag));
  };
}

function migrationFlags({ change, content, facts }: ClassifySubject): readonly Flag[] {
  const paths = [change.path, change.oldPath];
  const { lines, enclosing, file } = content;
  const statements = toStatements(lines, enclosing);
  const text =
    file?.text ??
    lines
      .filter(({ kind }) => kind === "added")
      .map((line) => line.text)
      .join("\n");
  const isNew = (change.kind === "added" || change.kind === "copied") && !facts.existingMigrations.includes(change.path);
  return [
    ...when("destructive", isDestructive(statements)),
    ...when("irreversible", isIrreversible(statements, text)),
    ...when("non_concurrent_index", locksWhileIndexing(statements, text)),
    ...when("data_migration", paths.some(isDataMigrationPath) || changesRows(statements)),
    ...when("edited_migration", !isNew),
  ];
}

function textFlags({ change, content }: ClassifySubject): readonly Flag[] {
  if (!mayExpose(change.path, content.roughText)) return NO_FLAGS;
  const added = content.lines.filter(({ kind, prose }) => kind === "added" && !prose).map(({ text }) => text);
  return [...when("localhost_rp_id", hasLocalAddress(change.path, added)), ...when("secret", hasSecret(change.path, added))];
}

function codeFlags({ change, content, facts }: ClassifySubject, category: Placement): readonly Flag[] {
  const { lines } = content;
  const isEncryptedType = change.path === `${facts.contextFolder}/encrypted.ex`;
  const losesCode = lines.some(({ kind, prose }) => kind === "removed" && !prose);
  return [
    ...when("overwritten_host_file", isEncryptedType && change.kind === "modified" && losesCode),
    ...when("data_migration", category === "schema" && isRunnerPath(change.path) && changesRows(toStatements(lines, []))),
    ...when("weakened_check", isWeakened(change.path, content, category)),
  ];
}

function when(flag: Flag, holds: boolean): readonly Flag[] {
  return holds ? [flag] : [];
}
