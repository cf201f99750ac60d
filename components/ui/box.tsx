import clsx from "clsx";
import { type ReactNode, useId } from "react";
import type { HeadingLevel } from "./heading-level";
import type { StatusName } from "./status-name";

export type BoxProps = {
  title?: ReactNode | undefined;
  level?: HeadingLevel | undefined;
  /** Before the title: a status shape or a category. */
  icon?: ReactNode | undefined;
  /** After the title, quiet. */
  note?: ReactNode | undefined;
  /** At the end of the header: buttons, a count. */
  end?: ReactNode | undefined;
  /** Colours the left edge: this box comes first. */
  lead?: StatusName | undefined;
  /** Space around the content; rows and tables go without. */
  padded?: boolean | undefined;
  children?: ReactNode | undefined;
  className?: string | undefined;
};

/** A framed part of a page with its title. */
export function Box(props: BoxProps) {
  const { title, level = 2, icon, note, end, lead, padded = false, children, className } = props;
  const titleId = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={clsx("box", lead && "box-lead", className)} data-s={lead} aria-labelledby={title ? titleId : undefined}>
      {(title || end) && (
        <div className="box-h">
          {icon}
          {title && <Heading id={titleId}>{title}</Heading>}
          {note && <span className="q small">{note}</span>}
          {end && <span className="end row">{end}</span>}
        </div>
      )}
      {padded ? <div className="box-b">{children}</div> : children}
    </section>
  );
}
