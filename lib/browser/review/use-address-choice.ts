"use client";

import { usePathname } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";

/** What a reader chose for the whole review, as the address has it; null for nothing. */
export type AddressChoice<Value> = { readonly value: Value | null; readonly choose: (value: Value | null) => void };

/** Kept from bucket to bucket, and in the address so that it can be sent to somebody. @param read of the text in the address */
export function useAddressChoice<Value extends string | number>(name: string, read: (text: string) => Value | null): AddressChoice<Value> {
  const pathname = usePathname();
  const [value, setValue] = useState<Value | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once
  useEffect(() => setValue((known) => known ?? readFrom(name, read)), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another bucket comes with an address without it
  useEffect(() => {
    if (value !== null && readFrom(name, read) !== value) writeTo(name, value);
  }, [value, pathname]);

  const choose = useCallback(
    (next: Value | null) => {
      setValue(next);
      writeTo(name, next);
    },
    [name],
  );
  return useMemo(() => ({ value, choose }), [value, choose]);
}

function readFrom<Value>(name: string, read: (text: string) => Value | null): Value | null {
  return read(new URLSearchParams(window.location.search).get(name) ?? "");
}

/** With the state that is there, so that the router takes it for its own and fetches nothing. */
function writeTo(name: string, value: string | number | null): void {
  const address = new URL(window.location.href);
  if (value === null) address.searchParams.delete(name);
  else address.searchParams.set(name, String(value));
  window.history.replaceState(window.history.state, "", address);
}
