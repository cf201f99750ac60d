"use client";

import { usePathname } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";

/** The snapshot that the one on the page is compared with, as the address has it; null for none. */
export type Compared = { readonly from: number | null; readonly choose: (from: number | null) => void };

const NAME = "from";

/** Kept from bucket to bucket, and in the address so that it can be sent to somebody. */
export function useCompared(): Compared {
  const pathname = usePathname();
  const [from, setFrom] = useState<number | null>(null);
  useEffect(() => setFrom((known) => known ?? readFrom()), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another bucket comes with an address without it
  useEffect(() => {
    if (from !== null && readFrom() !== from) writeFrom(from);
  }, [from, pathname]);

  const choose = useCallback((next: number | null) => {
    setFrom(next);
    writeFrom(next);
  }, []);
  return useMemo(() => ({ from, choose }), [from, choose]);
}

function readFrom(): number | null {
  const text = new URLSearchParams(window.location.search).get(NAME) ?? "";
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** With the state that is there, so that the router takes it for its own and fetches nothing. */
function writeFrom(from: number | null): void {
  const address = new URL(window.location.href);
  if (from === null) address.searchParams.delete(NAME);
  else address.searchParams.set(NAME, String(from));
  window.history.replaceState(window.history.state, "", address);
}
