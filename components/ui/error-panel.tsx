import type { ReactNode } from "react";
import { Empty } from "./empty";
import type { HeadingLevel } from "./heading-level";
import { StatusShape } from "./status";

export type ErrorPanelProps = {
  title: ReactNode;
  /** What is known, what was not lost, what happens next. */
  children?: ReactNode | undefined;
  actions?: ReactNode | undefined;
  /** `interrupted` when something outside does not answer. */
  status?: "failed" | "interrupted" | undefined;
  level?: HeadingLevel | undefined;
};

/** Something went wrong that the person did not ask for. */
export function ErrorPanel({ title, children, actions, status = "failed", level = 2 }: ErrorPanelProps) {
  return (
    <div role="alert">
      <Empty framed title={title} level={level} icon={<StatusShape s={status} label={null} />} actions={actions}>
        {children}
      </Empty>
    </div>
  );
}
