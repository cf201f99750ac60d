"use client";

import clsx from "clsx";
import { TimeAgo } from "@/components/ui/time-ago";
import { useNow } from "@/components/ui/use-now";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { isLate } from "@/lib/core/fleet/row-state";

const STEP_MS = 60_000;

/** How long it has stood there; red-brown when a person has let it wait for more than a day. */
export function SinceCell({ row }: { row: FleetRow }) {
  const now = useNow(STEP_MS);
  if (!row.upgrade) return <span className="q">Not started</span>;
  const late = now !== null && isLate(row, now);
  return (
    <span className={clsx("age", late && "late")}>
      <TimeAgo at={row.upgrade.since} suffix={false} />
      {late && <span className="vh"> late</span>}
    </span>
  );
}
