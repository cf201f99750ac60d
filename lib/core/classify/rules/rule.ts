import type { SourceText } from "@/lib/core/diff/source-text";
import type { Placement } from "../category";
import type { AppFacts } from "../classification";

/** What a rule may look at. */
export type RuleSubject = {
  readonly path: string;
  /** Changed lines that are code, trimmed; no comment, no documentation, no context line. */
  readonly code: readonly string[];
  /** Headers of the enclosing blocks, outermost first. */
  readonly enclosing: readonly string[];
  /** Keyword keys around the hunk, outermost first. */
  readonly keys: readonly string[];
  /** The whole file where it is known. */
  readonly file: SourceText | null;
  readonly facts: AppFacts;
  /** Folder of the app's own modules, for example `lib/harbor`. */
  readonly appFolder: string;
};

export type Rule = {
  readonly id: string;
  /** `by-subject`: a test is reviewed with the code it tests. */
  readonly category: Placement | "by-subject";
  readonly supporting: boolean;
  /** Shown to the reviewer beside the hunk. */
  readonly reason: string;
  /** The text that makes the rule hold, empty when the path alone does; null when it does not hold. */
  readonly match: (subject: RuleSubject) => string | null;
};

/** A match by path alone. */
export function whenPath(isMatch: (subject: RuleSubject) => boolean): Rule["match"] {
  return (subject) => (isMatch(subject) ? "" : null);
}

/** The first text in `lines` that a pattern finds; null when there is none. */
export function findText(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const found = pattern.exec(line)?.[0];
    if (found !== undefined) return found.trim();
  }
  return null;
}

/** Whether a path is the file or a file in the folder of the same name. */
export function isModulePath(path: string, folder: string): boolean {
  return path === `${folder}.ex` || path.startsWith(`${folder}/`);
}

/** File name without folders and extensions. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\..*$/, "");
}
