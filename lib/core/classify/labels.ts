import { LABELS, type Label } from "./category";
import type { Classification } from "./classification";
import type { ClassifySubject } from "./classify-subject";
import { givesLabel, PROSE_LABELS } from "./line-labels";
import { pathLabels, supportingLabels } from "./path-labels";
import { POLICY_BEHAVIOUR } from "./module-roles";
import { isOfOtherPart } from "./rules/config";

type Decision = Pick<Classification, "category" | "supporting" | "rule">;

/**
 * The review labels of one hunk, in their fixed order.
 *
 * From the changed lines and the file's name, never from context lines. A hunk of comments, documentation
 * or blank lines has none, unless its text speaks of scope or sessions. Of a supporting file only the
 * admin style sheet and the admin tasks have any; what nobody can place is about none of it, unless it is
 * an admin page or a comment about the scope.
 */
export function toLabels(subject: ClassifySubject, decision: Decision): readonly Label[] {
  const { change, content } = subject;
  if (decision.supporting) return inOrder(supportingLabels(change.path));
  // A file that only changed its mode says nothing of what is in it.
  if (content.lines.length === 0 && change.kind === "modified") return [];
  const isProse = content.lines.length > 0 && content.lines.every(({ prose }) => prose);
  return inOrder(isProse ? proseLabels(subject, decision) : codeLabels(subject, decision));
}

function proseLabels({ content }: ClassifySubject, { category }: Decision): readonly Label[] {
  const found = LABELS.filter((label) => content.lines.some(({ text }) => PROSE_LABELS[label]?.test(text)));
  return category === "unclassified" ? found.filter((label) => label === "scope") : found;
}

function codeLabels(subject: ClassifySubject, decision: Decision): readonly Label[] {
  const { change, facts } = subject;
  const possible = possibleLabels(subject, decision);
  const { always, ifTold } = isTellingName(decision) ? pathLabels(change.path, facts) : { always: [], ifTold: [] };
  const ofFile = [...always, ...moduleLabels(subject, decision)];
  // A whole file is about what it is, whatever it mentions; a hunk of one about what it changes.
  const isWhole = change.kind === "added" || change.kind === "deleted";
  const told = isWhole && ofFile.length + ifTold.length > 0 ? [] : lineLabels(subject, decision, possible);
  return [...ofFile, ...told, ...(told.length === 0 ? ifTold : [])].filter((label) => possible.includes(label));
}

/** What nobody can place is at most an admin page; what only serves signing in is not about it. */
function possibleLabels({ change }: ClassifySubject, { category, rule }: Decision): readonly Label[] {
  if (category === "unclassified") return ["admin_settings"];
  const onlyServes = /^(?:mailer|limiter)$/.test(rule) || /_auth_policy(?:_exemption)?\.ex$/.test(change.path);
  return onlyServes ? LABELS.filter((label) => label !== "session_auth") : LABELS;
}

/** Keys by which a host sets up sessions and registrations of its own. */
const HOST_SETTING = /\b\w*(?:session|registration|confirmation)s?(?:_\w+)?\b/g;

function lineLabels({ content }: ClassifySubject, { category }: Decision, possible: readonly Label[]): readonly Label[] {
  const code = content.lines.filter(({ prose }) => !prose);
  const isElsewhere = content.enclosing.length > 0 && isOfOtherPart(content.enclosing);
  const texts = isElsewhere ? code.map(({ text }) => text.replace(HOST_SETTING, "")) : code.map(({ text }) => text);
  // Of the library's settings the part that they belong to tells.
  texts.push(...content.enclosing.filter((header) => /^config\s+:sigra\w*,\s*:/.test(header)));
  return possible.filter((label) => texts.some((text) => givesLabel(text, label, category)));
}

/** What a file of the host is called says nothing of authentication, what the context is called nothing of its settings. */
function isTellingName({ rule }: Decision): boolean {
  return rule !== "host-file-uses-auth" && !rule.startsWith("library-config");
}

/** Every hunk of a module with a policy behaviour, or that is configured as one, is about it. */
function moduleLabels({ content }: ClassifySubject, { rule }: Decision): readonly Label[] {
  if (rule !== "policy-behaviour" && rule !== "policy-module") return [];
  return content.file?.find(POLICY_BEHAVIOUR)?.includes("Admin") ? ["policy", "admin_settings"] : ["policy"];
}

function inOrder(labels: readonly Label[]): readonly Label[] {
  return LABELS.filter((label) => labels.includes(label));
}
