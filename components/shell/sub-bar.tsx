import clsx from "clsx";
import { Fragment, type ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";

export type Crumb = {
  label: string;
  href?: string | undefined;
  /** Left out where the page is narrow. */
  wideOnly?: boolean | undefined;
};

export type SubBarProps = {
  crumbs: readonly Crumb[];
  /** After the crumbs: what the page is about. */
  children?: ReactNode | undefined;
  /** At the right: views, live, actions. */
  end?: ReactNode | undefined;
};

/** The bar below the top bar: where this is, and what can be done with it. */
export function SubBar({ crumbs, children, end }: SubBarProps) {
  return (
    <section className="sub" aria-label="This page">
      <nav className="crumb" aria-label="Where this is">
        {crumbs.map(({ label, href, wideOnly }, position) => {
          const isLast = position === crumbs.length - 1;
          const className = clsx("trunc", wideOnly && "hide-sm");
          return (
            <Fragment key={label}>
              {position > 0 && (
                <span className={clsx("sep", wideOnly && "hide-sm")} aria-hidden="true">
                  /
                </span>
              )}
              {href === undefined || isLast ? (
                <span className={className} aria-current={isLast ? "page" : undefined}>
                  {label}
                </span>
              ) : (
                <AppLink className={className} href={href}>
                  {label}
                </AppLink>
              )}
            </Fragment>
          );
        })}
      </nav>
      {children}
      {end && <span className="end row">{end}</span>}
    </section>
  );
}
