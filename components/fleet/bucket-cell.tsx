import { AppLink } from "@/components/ui/app-link";
import { StatusShape } from "@/components/ui/status";
import { STATUS_WORD, type StatusName } from "@/components/ui/status-name";
import { reviewPath } from "@/lib/browser/upgrade/paths";
import { CATEGORY_TEXT, type Category } from "@/lib/core/classify/category";
import type { BucketStatus } from "@/lib/core/review/bucket";

/** A bucket with too few approvals yet is in review. */
const SHAPE: Record<BucketStatus, StatusName> = { none: "none", never: "never", waiting: "reading", changes: "changes", outdated: "outdated", done: "done" };

export type BucketCellProps = { category: Category; status: BucketStatus; hunks: number; upgradeId?: string | undefined };

export function BucketCell({ category, status, hunks, upgradeId }: BucketCellProps) {
  const shape = SHAPE[status];
  const count = status === "none" ? "" : `, ${hunks} ${hunks === 1 ? "hunk" : "hunks"}`;
  const label = `${CATEGORY_TEXT[category].shortTitle}: ${STATUS_WORD[shape]}${count}`;
  const mark = <StatusShape s={shape} label={label} />;
  if (upgradeId === undefined || status === "none") return mark;
  return (
    <AppLink
      className="inline-grid place-items-center align-middle min-h-6 min-w-6 max-sm:min-h-11 max-sm:min-w-7"
      href={reviewPath(upgradeId, category)}
      title={label}
    >
      {mark}
    </AppLink>
  );
}
