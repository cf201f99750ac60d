import clsx from "clsx";
import type { StatusName } from "./status-name";

export type ProgressPart = { status?: StatusName | undefined; count: number };

export type ProgressProps = {
  /** What it says, with the numbers: "38 of 41 hunks opened". */
  label: string;
  total: number;
  /** One part for a plain bar, several for a bar of results. */
  parts: readonly ProgressPart[];
  className?: string | undefined;
};

/** A bar of one or several parts of a whole. */
export function Progress({ label, total, parts, className }: ProgressProps) {
  return (
    <div className={clsx("bar", className)} role="img" aria-label={label}>
      {parts.map(({ status, count }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their order
        <i key={position} data-s={status} style={{ width: percent(count, total) }} />
      ))}
    </div>
  );
}

function percent(count: number, total: number): string {
  return `${total > 0 ? (100 * count) / total : 0}%`;
}
