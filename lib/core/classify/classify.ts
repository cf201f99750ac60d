import { toAppFolder } from "./app-facts";
import type { Placement } from "./category";
import type { Classification } from "./classification";
import type { ClassifySubject } from "./classify-subject";
import { toFlags } from "./flags";
import { toLabels } from "./labels";
import { RULES } from "./rule-catalog";
import { HOST_AUTH_RULES } from "./rules/host-auth";
import type { RuleSubject } from "./rules/rule";
import { toTestedPath } from "./rules/tests-and-assets";

type Decision = Omit<Classification, "labels" | "flags">;

const UNDECIDED: Decision = {
  category: "unclassified",
  supporting: false,
  rule: "none",
  reason: "No rule covers this path.",
  matched: "",
};

/**
 * Assigns a hunk to the category under which it is reviewed, with labels, flags and the rule that decided.
 *
 * Total: what no rule knows is `unclassified`, which blocks the gate until a person assigns it, so a
 * missing rule costs attention and never skips review.
 */
export function classifyHunk(subject: ClassifySubject): Classification {
  const decision = decide(subject);
  return { ...decision, labels: toLabels(subject, decision), flags: toFlags(subject, decision) };
}

/**
 * Decides by the path after the change. A file that was moved away from where it counted as code is
 * decided by the path it came from, so that a rename cannot take it out of review.
 */
function decide(subject: ClassifySubject): Decision {
  const { path, oldPath } = subject.change;
  const decision = decideAt(path, subject);
  const isAside = decision.supporting || decision.category === "unclassified";
  if (path === oldPath || subject.change.kind !== "renamed" || !isAside) return decision;
  const before = decideAt(oldPath, subject);
  return before.supporting || before.category === "unclassified" ? decision : { ...before, matched: oldPath };
}

function decideAt(path: string, subject: ClassifySubject): Decision {
  const ruleSubject = toRuleSubject(path, subject);
  for (const rule of RULES) {
    const matched = rule.match(ruleSubject);
    if (matched === null) continue;
    const { id, category, supporting, reason } = rule;
    return {
      category: category === "by-subject" ? categoryOfTested(ruleSubject) : category,
      supporting,
      rule: id,
      reason,
      matched,
    };
  }
  return UNDECIDED;
}

/**
 * The category of the code a test is about, by names: a test's text defines stubs of anything. Where names
 * tell nothing, a test that signs somebody in still is about host auth.
 */
function categoryOfTested(test: RuleSubject): Placement {
  const { facts, appFolder, enclosing, keys } = test;
  const path = toTestedPath(test.path);
  const byName: RuleSubject = { path, facts, appFolder, code: [], enclosing: [], keys: [], file: null };
  const byText: RuleSubject = {
    ...byName,
    enclosing,
    keys,
    get code() {
      return test.code;
    },
  };
  const rule =
    RULES.find(({ category, match }) => category !== "by-subject" && match(byName) !== null) ?? HOST_AUTH_RULES.find(({ match }) => match(byText) !== null);
  return rule === undefined || rule.category === "by-subject" ? "unclassified" : rule.category;
}

/** Most rules need the path alone, so that lines are read only when one asks for them. */
function toRuleSubject(path: string, { content, facts }: ClassifySubject): RuleSubject {
  let code: readonly string[] | null = null;
  return {
    path,
    facts,
    appFolder: toAppFolder(facts),
    enclosing: content.enclosing,
    file: content.file,
    get code() {
      code ??= content.lines.filter(({ prose }) => !prose).map(({ text }) => text.trim());
      return code;
    },
    get keys() {
      return content.keys;
    },
  };
}
