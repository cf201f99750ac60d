import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";

export type AppLinkProps = Omit<ComponentProps<typeof Link>, "href"> & { href: string };

/** A link to a page whose address is only known when it runs; the one place that skips the check of typed routes. */
export function AppLink({ href, ...rest }: AppLinkProps) {
  return <Link {...rest} href={href as Route} />;
}
