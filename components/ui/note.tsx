import clsx from "clsx";
import type { ReactNode } from "react";
import { StatusShape } from "./status";
import type { StatusName } from "./status-name";

export type NoteProps = {
  status?: StatusName | undefined;
  children: ReactNode;
  className?: string | undefined;
};

/** A sentence on a tint, about what stands below it. */
export function Note({ status, children, className }: NoteProps) {
  return (
    <div className={clsx("note", className)} data-s={status}>
      {status && <StatusShape s={status} />}
      <div className="grow">{children}</div>
    </div>
  );
}
