"use client";

import { usePathname } from "next/navigation";
import { AppLink } from "@/components/ui/app-link";
import { isAt, MAIN_DESTINATIONS } from "./destinations";

export type TopNavProps = { waitingCount: number };

export function TopNav({ waitingCount }: TopNavProps) {
  const path = usePathname();
  return (
    <nav className="nav" aria-label="Main">
      {MAIN_DESTINATIONS.map(({ href, label }) => (
        <AppLink key={href} href={href} aria-current={isAt(path, href) ? "page" : undefined}>
          {label}
          {href === "/your-turn" && <WaitingCount count={waitingCount} />}
        </AppLink>
      ))}
    </nav>
  );
}

export function WaitingCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="pill">
      {count}
      <span className="vh"> waiting</span>
    </span>
  );
}
