"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, type FocusEvent, type PointerEvent, useState } from "react";

export type AppLinkProps = Omit<ComponentProps<typeof Link>, "href"> & { href: string };

/**
 * A link to a page whose address is only known when it runs; the one place that skips the check of typed routes. Its page
 * is prepared once somebody points at it or moves to it, since a page of ours shows dozens of links that nobody follows.
 */
export function AppLink({ href, prefetch, onPointerEnter, onFocus, ...rest }: AppLinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  const handlePointerEnter = (event: PointerEvent<HTMLAnchorElement>) => {
    setIsMeant(true);
    onPointerEnter?.(event);
  };
  const handleFocus = (event: FocusEvent<HTMLAnchorElement>) => {
    setIsMeant(true);
    onFocus?.(event);
  };
  return <Link {...rest} href={href as Route} prefetch={prefetch ?? (isMeant ? null : false)} onPointerEnter={handlePointerEnter} onFocus={handleFocus} />;
}
