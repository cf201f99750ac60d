import clsx from "clsx";
import type { ReactNode } from "react";
import type { HeadingLevel } from "./heading-level";

export type EmptyProps = {
  title: ReactNode;
  children?: ReactNode | undefined;
  /** The one next action, if there is one. */
  actions?: ReactNode | undefined;
  icon?: ReactNode | undefined;
  level?: HeadingLevel | undefined;
  /** With a frame of its own, when it stands on the page and not in a box. */
  framed?: boolean | undefined;
};

/** Nothing here: why, and what to do. */
export function Empty({ title, children, actions, icon, level = 3, framed = false }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={clsx(framed && "frame")}>
      <div className="empty">
        {icon ? (
          <div className="row">
            {icon}
            <Heading className="empty-title">{title}</Heading>
          </div>
        ) : (
          <Heading className="empty-title">{title}</Heading>
        )}
        {children && <div className="empty-text">{children}</div>}
        {actions && <div className="row wrap">{actions}</div>}
      </div>
    </div>
  );
}
