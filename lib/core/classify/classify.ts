import { toAppFolder } from "./app-facts";
import type { Placement } from "./category";
import type { Classification } from "./classification";
import type { ClassifySubject } from "./classify-subject";
import { createFlagger } from "./flags";
import { toLabels } from "./labels";
import { RULES } from "./rule-catalog";
import { findAuthUse, isAboutAnotherFeature } from "./rules/auth-use";
import { type Rule, type RuleSubject, toLocalPath } from "./rules/rule";
import { categoryByWords, isAuthText } from "./rules/subject-words";
import { toTestedPath } from "./rules/tests";

type Decision = Omit<Classification, "labels" | "flags">;

const UNDECIDED: Decision = {
  category: "unclassified",
  supporting: false,
  rule: "none",
  reason: "No rule covers this path.",
  matched: "",
};

/**
 * Makes a function that assigns a hunk to the category under which it is reviewed, with labels, flags and
 * the rule that decided. Where a file's path decided alone, it decides the file's next hunk too.
 *
 * Total: what no rule knows is `unclassified`, which blocks the gate until a person assigns it, so a
 * missing rule costs attention and never skips review.
 */
export function createClassifier(): (subject: ClassifySubject) => Classification {
  const toFlags = createFlagger();
  let last: { readonly change: ClassifySubject["change"]; readonly decision: Decision } | null = null;
  return (subject) => {
    const watch = { isRead: false };
    const decision = last?.change === subject.change ? last.decision : decide(subject, watch);
    last = watch.isRead ? null : { change: subject.change, decision };
    const { category, supporting, rule, reason, matched } = decision;
    return { category, supporting, rule, reason, matched, labels: toLabels(subject, decision), flags: toFlags(subject, decision) };
  };
}

/** Whether a rule looked at more of a hunk than its path. */
type Watch = { isRead: boolean };

/**
 * Decides by the path after the change. A file that was moved away from where it counted as code is
 * decided by the path it came from, so that a rename cannot take it out of review.
 */
function decide(subject: ClassifySubject, watch: Watch): Decision {
  const { path, oldPath } = subject.change;
  const decision = decideAt(path, subject, watch);
  const isAside = decision.supporting || decision.category === "unclassified";
  if (path === oldPath || subject.change.kind !== "renamed" || !isAside) return decision;
  const before = decideAt(oldPath, subject, watch);
  return before.supporting || before.category === "unclassified" ? decision : { ...before, matched: oldPath };
}

function decideAt(path: string, subject: ClassifySubject, watch: Watch): Decision {
  const ruleSubject = toRuleSubject(path, subject, watch);
  for (const rule of RULES) {
    const matched = rule.match(ruleSubject);
    if (matched === null) continue;
    const { id, category, supporting, reason } = rule;
    return { category: category === "by-subject" ? categoryBySubject(ruleSubject, rule) : category, supporting, rule: id, reason, matched };
  }
  return UNDECIDED;
}

/**
 * The category of what a file beside the code is about: for a test of the code that its name names, else
 * by the words of the name. A test's text defines stubs of anything, so its text says only whether it is
 * about authentication at all.
 */
function categoryBySubject(subject: RuleSubject, { id, otherwise }: Rule): Placement {
  const byName = id === "test" ? (categoryOfTested(subject) ?? categoryOfTest(subject)) : categoryByWords(subject.local, false);
  return byName ?? (isTextAboutAuth(subject, id) ? "host_auth" : null) ?? otherwise ?? "unclassified";
}

/** Documentation speaks of everything; a translation is text of a page, with the page's file beside it. */
function isTextAboutAuth(subject: RuleSubject, ruleId: string): boolean {
  if (ruleId === "documentation") return false;
  if (ruleId === "translation") return [...subject.code, ...subject.prose].some((line) => isAuthText(line));
  // Seeds are one script with its aliases at the top; a test of a feature names what it stands on too.
  const file = ruleId === "seeds" ? subject.file : null;
  return findAuthUse({ ...pathOnly(subject), code: subject.code, file }) !== null;
}

function categoryOfTested(test: RuleSubject): Placement | null {
  const path = toTestedPath(test);
  if (path === test.path) return null;
  const tested = pathOnly({ ...pathOnly(test), path, local: toLocalPath(path, test.appFolder) });
  const rule = RULES.find(({ category, match }) => category !== "by-subject" && match(tested) !== null);
  return rule === undefined || rule.category === "by-subject" ? null : rule.category;
}

/** By the words of its name; an auditor's app has audits of its own. */
function categoryOfTest(test: RuleSubject): Placement | null {
  const byWords = categoryByWords(test.local, true);
  return byWords === "audit_security" && isAboutAnotherFeature(test) ? null : byWords;
}

/** A subject of which only the path is known. */
function pathOnly({ path, local, facts, appFolder }: RuleSubject): RuleSubject {
  return { path, local, facts, appFolder, code: [], prose: [], enclosing: [], keys: [], file: null };
}

/** Most rules need the path alone, so that lines are read only when one asks for them. */
function toRuleSubject(path: string, { content, facts }: ClassifySubject, watch: Watch): RuleSubject {
  const appFolder = toAppFolder(facts);
  const texts = (prose: boolean) => content.lines.filter((line) => line.prose === prose).map(({ text }) => text.trim());
  let code: readonly string[] | null = null;
  function read<Value>(value: Value): Value {
    watch.isRead = true;
    return value;
  }
  return {
    path,
    local: toLocalPath(path, appFolder),
    facts,
    appFolder,
    get code() {
      code ??= texts(false);
      return read(code);
    },
    get prose() {
      return read(texts(true));
    },
    get enclosing() {
      return read(content.enclosing);
    },
    get keys() {
      return read(content.keys);
    },
    get file() {
      return read(content.file);
    },
  };
}
