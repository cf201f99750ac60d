import { z } from "zod";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";

/** Somebody a comment calls by name. */
export const mentionSchema = z.object({ id: z.string(), name: z.string() }).readonly();
export type Mention = z.infer<typeof mentionSchema>;

/** A piece of a text: as it stands, between backticks, or somebody's name. */
export type TextPart = { readonly type: "text" | "code" | "mention"; readonly text: string };

const WORD = /[\p{L}\p{N}_]/u;

/** Everybody a text calls with `@name`, outside of backticks; only who may answer can be called. */
export function findMentions(body: string, people: readonly Person[]): readonly Mention[] {
  const callable = people.filter((person) => canDo(person, "comment.write"));
  const names = callable.map(({ name }) => name);
  const called = new Set(
    toTextParts(body, names)
      .filter(({ type }) => type === "mention")
      .map(({ text }) => text.slice(1).toLowerCase()),
  );
  return callable.filter(({ name }) => called.has(name.toLowerCase())).map(({ id, name }) => ({ id, name }));
}

/**
 * A comment in the pieces it is shown in. There is no other mark-up: whatever else it holds, addresses and tags too,
 * is text.
 */
export function toTextParts(body: string, names: readonly string[]): readonly TextPart[] {
  return body.split(/(`[^`\n]+`)/).flatMap((piece, index): readonly TextPart[] => {
    if (piece === "") return [];
    return index % 2 === 1 ? [{ type: "code", text: piece.slice(1, -1) }] : splitAtNames(piece, names);
  });
}

/** What stands between an `@` and the cursor, for completing a name; null when no name is being written. */
export function findNameStart(text: string, cursor: number): string | null {
  const [, written] = /(?:^|[^\p{L}\p{N}_@])@([^@\n]{0,40})$/u.exec(text.slice(0, cursor)) ?? [];
  return written ?? null;
}

function splitAtNames(text: string, names: readonly string[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", Math.max(from, at + 1))) {
    const name = nameAt(text, at, names);
    if (name === undefined) continue;
    if (at > from) parts.push({ type: "text", text: text.slice(from, at) });
    from = at + 1 + name.length;
    parts.push({ type: "mention", text: text.slice(at, from) });
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return parts;
}

/** The longest name that stands behind the `@` at a position. */
function nameAt(text: string, at: number, names: readonly string[]): string | undefined {
  if (at > 0 && WORD.test(text.charAt(at - 1))) return undefined;
  return names
    .filter((name) => text.slice(at + 1, at + 1 + name.length).toLowerCase() === name.toLowerCase() && !continues(text, at + 1 + name.length))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** Whether a word goes on at a position: "@anna" is not called by "@annabel" or "@anna-b". */
function continues(text: string, at: number): boolean {
  if (WORD.test(text.charAt(at))) return true;
  return /[-.]/.test(text.charAt(at)) && WORD.test(text.charAt(at + 1));
}
