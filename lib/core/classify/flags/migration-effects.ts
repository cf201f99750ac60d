import type { Statement } from "./statements";

const DESTRUCTIVE =
  /\bdrop(?:_if_exists)?\s*\(?\s*table\b|\bremove(?:_if_exists)?[\s(]+[:"]|\bDROP\s+(?:TABLE|COLUMN|SCHEMA|TYPE|DATABASE)\b|\bTRUNCATE\b|\bDELETE\s+FROM\b|\.delete_all\b/i;
const CHANGES_ROWS =
  /\b(?:update_all|insert_all|insert!?|update!?)\(|\.(?:update_all|insert_all|delete_all)\b|\bUPDATE\s+\S+\s+(?:AS\s+\w+\s+|\w+\s+)?SET\b|\bINSERT\s+INTO\b|\bDELETE\s+FROM\b|\b[Bb]ackfill\w*[.(]/;
const NO_WAY_DOWN = /\bdef down(?:\(\))?(?:,\s*do:\s*(?::ok|nil|raise)|\s+do\s+(?::ok\s+end|nil\s+end|raise\b|end))/;
const REFUSES_DOWN = /\braise\s*\(?\s*(?:Ecto\.MigrationError|"[^"]*irreversible)/i;
const CREATE_INDEX = /\bcreate(?:_if_not_exists)?\s*\(?\s*(?:unique_)?index\s*\(\s*(?::|")(\w+)/;
const CREATE_INDEX_SQL = /\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY\b)[\s\S]*?\bON\s+(?:ONLY\s+)?"?(?:\w+\.)?(\w+)/i;

/**
 * Drops tables or columns, or deletes rows, on the way up. What a reference does when its row goes
 * (`on_delete: :delete_all`, `ON DELETE CASCADE`) deletes nothing by itself.
 */
export function isDestructive(statements: readonly Statement[]): boolean {
  return statements.some(({ text, direction }) => direction !== "down" && DESTRUCTIVE.test(text));
}

/** Has no way back: rolling back does nothing, is refused, or Ecto cannot reverse it. */
export function isIrreversible(statements: readonly Statement[], fileText: string): boolean {
  const text = fileText.replace(/#.*$/gm, "").replace(/\s+/g, " ");
  if (NO_WAY_DOWN.test(text) || REFUSES_DOWN.test(text)) return true;
  if (/\bdef up\b/.test(text) && !/\bdef down\b/.test(text)) return true;
  return statements.some((statement) => statement.direction === "change" && !canReverse(statement.text));
}

/** Builds an index on a table with rows while writers wait: not concurrent, on a table that is not new. */
export function locksWhileIndexing(statements: readonly Statement[], fileText: string): boolean {
  return statements.some(({ text, direction }) => {
    const table = (CREATE_INDEX.exec(text) ?? CREATE_INDEX_SQL.exec(text))?.[1];
    if (table === undefined || direction === "down" || /\bconcurrently:\s*true\b/.test(text)) return false;
    return !new RegExp(
      `\\bcreate(?:_if_not_exists)?\\s*\\(?\\s*table\\(\\s*[:"]${table}\\b|\\bCREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"?${table}\\b`,
      "i",
    ).test(fileText);
  });
}

/** Writes rows, not only structure. */
export function changesRows(statements: readonly Statement[]): boolean {
  return statements.some(({ text, direction }) => direction !== "down" && CHANGES_ROWS.test(text));
}

/** What Ecto reverses by itself in `change`. */
function canReverse(text: string): boolean {
  if (/\bdrop(?:_if_exists)?\s*\(?\s*(?:table|constraint)\b/.test(text)) return false;
  if (/\bremove(?:_if_exists)?[\s(]+[:"]\w+"?\s*\)?$/.test(text)) return false;
  if (/\bmodify[\s(]/.test(text) && !/\bfrom:/.test(text)) return false;
  if (/\bexecute[\s(]/.test(text)) return /\bexecute\s*\(?\s*(?:"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|&?\w[\w./]*|fn\b.*\bend)\s*,/.test(text);
  return !/\b(?:repo\(\)|Repo)\.\w+/.test(text);
}
