"use client";

import { useMemo } from "react";
import { useAddressChoice } from "./use-address-choice";

/** The snapshot that the one on the page is compared with, as the address has it; null for none. */
export type Compared = { readonly from: number | null; readonly choose: (from: number | null) => void };

/** Kept from bucket to bucket, and in the address. */
export function useCompared(): Compared {
  const { value, choose } = useAddressChoice("from", readNumber);
  return useMemo(() => ({ from: value, choose }), [value, choose]);
}

function readNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
