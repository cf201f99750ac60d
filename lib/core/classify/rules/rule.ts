import type { SourceText } from "@/lib/core/diff/source-text";
import type { Category, Placement } from "../category";
import type { ModuleRole } from "../module-roles";
import type { AppFacts } from "../classification";

/** What a rule may look at. */
export type RuleSubject = {
  readonly path: string;
  /** The path within its mix project: without `apps/<name>/` of an umbrella. */
  readonly local: string;
  /** Changed lines that are code, trimmed; no comment, no documentation, no context line. */
  readonly code: readonly string[];
  /** Changed lines for people, trimmed: comments and documentation. */
  readonly prose: readonly string[];
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
  /** `by-subject`: what a supporting file is about decides, for a test the code it tests. */
  readonly category: Placement | "by-subject";
  /** The category of a subject that nothing tells; unclassified when left out. */
  readonly otherwise?: Category;
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

/** Text of a changed line, or for any hunk of a file that has it, of the file. */
export function findInCode({ code, file }: RuleSubject, pattern: RegExp): string | null {
  return findText(code, pattern) ?? file?.find(pattern) ?? null;
}

/** Whether a path is the file or a file in the folder of the same name. */
export function isModulePath(path: string, folder: string): boolean {
  return path === `${folder}.ex` || path.startsWith(`${folder}/`);
}

/** Whether a path is code of the app: an Elixir file under `lib`, mix tasks apart. */
export function isAppCode({ local }: Pick<RuleSubject, "local">): boolean {
  return /^lib\/(?!mix\/tasks\/).+\.ex$/.test(local);
}

/** Whether a path lies in the web part of the app, or of another app of the umbrella. */
export function isWebPath({ path, local, facts }: Pick<RuleSubject, "path" | "local" | "facts">): boolean {
  return path.startsWith(`${facts.webFolder}/`) || /^lib\/\w+_web\//.test(local);
}

/** Whether the app is known to use a module for something, whatever it is called. */
export function hasRole({ path, facts }: Pick<RuleSubject, "path" | "facts">, role: ModuleRole): boolean {
  return facts.moduleRoles?.[path] === role;
}

/** File name without folders and extensions. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\..*$/, "");
}

/** A path without the folder of the umbrella app, or of the project inside the checkout, that it belongs to. */
export function toLocalPath(path: string, appFolder: string): string {
  const root = appFolder.slice(0, Math.max(appFolder.lastIndexOf("lib/"), 0));
  if (root !== "" && path.startsWith(root)) return path.slice(root.length);
  return path.replace(/^(?:[^/]+\/)?apps\/[^/]+\//, "");
}
