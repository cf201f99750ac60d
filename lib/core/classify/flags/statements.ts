import type { ChangedLine } from "@/lib/core/diff/hunk-content";

/** A statement that a hunk adds to a migration, on one line, and the function it stands in. */
export type Statement = { readonly text: string; readonly direction: "up" | "down" | "change" | "unknown" };

const FUNCTION = /^def (up|down|change)\b/;

/** The added statements of a migration hunk; a statement ends where its brackets close. */
export function toStatements(lines: readonly ChangedLine[], enclosing: readonly string[]): readonly Statement[] {
  const statements: Statement[] = [];
  let direction = enclosing.map(toDirection).find((found) => found !== null) ?? "unknown";
  let open = "";
  for (const { kind, text, prose } of lines) {
    if (kind !== "added" || prose) continue;
    const line = text.trim();
    direction = toDirection(line) ?? direction;
    open = open === "" ? line : `${open} ${line}`;
    if (isOpen(open) || /[,|]$/.test(line) || /^(?:create|add|modify|execute)$/.test(line)) continue;
    statements.push({ text: open, direction });
    open = "";
  }
  return open === "" ? statements : [...statements, { text: open, direction }];
}

function toDirection(header: string): Statement["direction"] | null {
  const name = FUNCTION.exec(header.trim())?.[1];
  return name === "up" || name === "down" || name === "change" ? name : null;
}

/** Inside a heredoc or brackets; what stands in strings, SQL for one, is not counted. */
function isOpen(text: string): boolean {
  const withoutHeredocs = text.replace(/"""[\s\S]*?"""/g, "");
  if (withoutHeredocs.includes('"""')) return true;
  const code = withoutHeredocs.replace(/"(?:[^"\\]|\\.)*"/g, "");
  return (code.match(/[([{]/g)?.length ?? 0) > (code.match(/[)\]}]/g)?.length ?? 0);
}
