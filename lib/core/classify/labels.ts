import { LABELS, type Label } from "./category";
import type { Classification } from "./classification";
import type { ClassifySubject } from "./classify-subject";
import { LINE_LABELS, MIGRATION_LINE_LABELS, PROSE_LABELS } from "./line-labels";
import { pathLabels, supportingLabels } from "./path-labels";

/** Words of the framework that only look like a label's. */
const FRAMEWORK_WORDS = /\blive_session\b|\bplug :fetch_(?:live_)?(?:session|flash)\b|\bpassword:\s*(?:"|System\b)/g;

/**
 * The review labels of one hunk, in their fixed order.
 *
 * From the file's name and the changed lines, never from context lines. A hunk of comments,
 * documentation or blank lines has none, unless its text speaks of scope or sessions. Of a supporting
 * file only the admin style sheet and the admin tasks have any.
 */
export function toLabels(
  { change, facts, content }: ClassifySubject,
  { category, supporting }: Pick<Classification, "category" | "supporting">,
): readonly Label[] {
  const { path } = change;
  if (supporting) return inOrder(supportingLabels(path));
  const { lines } = content;
  const code = lines.filter(({ prose }) => !prose).map(({ text }) => text.replace(FRAMEWORK_WORDS, ""));
  const isProse = lines.length > 0 && code.length === 0;
  if (isProse)
    return inOrder(
      labelsOf(
        PROSE_LABELS,
        lines.map(({ text }) => text),
      ),
    );
  const patterns = category === "schema" ? MIGRATION_LINE_LABELS : LINE_LABELS;
  return inOrder([...pathLabels(path, facts.contextFolder), ...labelsOf(patterns, code)]);
}

function labelsOf(patterns: Partial<Record<Label, RegExp>>, lines: readonly string[]): readonly Label[] {
  return LABELS.filter((label) => lines.some((line) => patterns[label]?.test(line)));
}

function inOrder(labels: readonly Label[]): readonly Label[] {
  return LABELS.filter((label) => labels.includes(label));
}
