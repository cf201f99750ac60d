"use client";

import { useMemo } from "react";
import { useAddressChoice } from "./use-address-choice";

/** What comes first in a bucket: the files with hunks that I have not opened, or files as git lists them. */
export type ReadingOrder = "yours" | "files";
export type OrderChoice = { readonly order: ReadingOrder; readonly choose: (order: ReadingOrder) => void };

/** Mine first unless the address says otherwise. */
export function useReadingOrder(): OrderChoice {
  const { value, choose } = useAddressChoice<ReadingOrder>("order", (text) => (text === "yours" || text === "files" ? text : null));
  return useMemo(() => ({ order: value ?? "yours", choose }), [value, choose]);
}
