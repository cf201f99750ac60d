"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { SealedRecord } from "@/lib/core/audit/record";
import { type ChainCheck, createChainChecker } from "./chain-checker";

const NOT_YET: ChainCheck = { status: "verifying", done: 0, total: 0 };

/** Verifies the records of an upgrade on this machine, and those that arrive later. */
export function useChainCheck(upgradeId: string, records: readonly SealedRecord[]): readonly [ChainCheck, () => void] {
  const [checker] = useState(() => createChainChecker({ upgradeId }));
  const check = useSyncExternalStore(checker.subscribe, checker.read, () => NOT_YET);

  useEffect(() => () => checker.stop(), [checker]);
  useEffect(() => checker.follow(records), [checker, records]);

  return [check, checker.restart];
}
