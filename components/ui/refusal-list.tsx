import type { ReactNode } from "react";
import { StatusShape } from "./status";
import type { StatusName } from "./status-name";

export type RefusalPoint = {
  /** `done` for what holds, anything else for what does not. */
  status: StatusName;
  what: ReactNode;
  /** Who can change it, and how. */
  detail?: ReactNode | undefined;
};

export type RefusalListProps = { points: readonly RefusalPoint[]; className?: string | undefined };

/** What does not hold, then what holds; what holds is quiet. */
export function RefusalList({ points, className }: RefusalListProps) {
  const open = points.filter(({ status }) => status !== "done");
  const held = points.filter(({ status }) => status === "done");
  return (
    <ul className={className ?? "req"}>
      {[...open, ...held].map(({ status, what, detail }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never reordered
        <li key={position}>
          <StatusShape s={status} />
          {status === "done" ? (
            <span className="q2">
              {what} {detail}
            </span>
          ) : (
            <span>
              <b className="strong">{what}</b> {detail}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
