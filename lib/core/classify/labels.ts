import type { ChangedLine } from "@/lib/core/diff/to-hunks";
import { LABELS, type Label, type Placement } from "./category";
import { LINE_LABELS, MIGRATION_LINE_LABELS, PROSE_LABELS } from "./line-labels";
import { pathLabels, supportingLabels } from "./path-labels";

type LabelSubject = {
  readonly path: string;
  readonly contextFolder: string;
  readonly lines: readonly ChangedLine[];
  readonly category: Placement;
  readonly supporting: boolean;
};

/** Words of the framework that only look like a label's. */
const FRAMEWORK_WORDS = /\blive_session\b|\bplug :fetch_(?:live_)?(?:session|flash)\b|\bpassword:\s*(?:"|System\b)/g;

/**
 * The review labels of one hunk, in their fixed order.
 *
 * From the file's name and the changed lines, never from context lines. A hunk of comments,
 * documentation or blank lines has none, unless its text speaks of scope or sessions. Of a supporting
 * file only the admin style sheet and the admin tasks have any.
 */
export function toLabels({ path, contextFolder, lines, category, supporting }: LabelSubject): readonly Label[] {
  if (supporting) return inOrder(supportingLabels(path));
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
  return inOrder([...pathLabels(path, contextFolder), ...labelsOf(patterns, code)]);
}

function labelsOf(patterns: Partial<Record<Label, RegExp>>, lines: readonly string[]): readonly Label[] {
  return LABELS.filter((label) => lines.some((line) => patterns[label]?.test(line)));
}

function inOrder(labels: readonly Label[]): readonly Label[] {
  return LABELS.filter((label) => labels.includes(label));
}
