"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { commandResultSchema, recordsPageSchema } from "@/lib/contract/dashboard-api";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { load, RefusalError, send } from "../send";
import { openRecords } from "../upgrade/open-records";

/** The key under which an upgrade's records are kept. */
export function recordsKey(upgradeId: string) {
  return ["upgrade", upgradeId, "records"] as const;
}

/** The records of an upgrade, kept fresh: only what is new is fetched. */
export function useRecords(upgradeId: string, initial: readonly SealedRecord[]): readonly SealedRecord[] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: recordsKey(upgradeId),
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<readonly SealedRecord[]>(recordsKey(upgradeId)) ?? initial;
      const after = known.at(-1)?.seq ?? 0;
      const page = await load(recordsPageSchema, `/api/upgrades/${upgradeId}/records?after=${after}`, signal);
      return page.records.length === 0 ? known : [...known, ...page.records];
    },
    initialData: initial,
    // The page may come alive after the stream told what changed since it was rendered: look once.
    initialDataUpdatedAt: 0,
    structuralSharing: false,
  });
  return data;
}

/** The upgrade as its records imply it, folded in the browser by the same core as on the server. */
export function useUpgrade(upgradeId: string, initial: readonly SealedRecord[]): Upgrade {
  const records = useRecords(upgradeId, initial);
  return useMemo(() => openRecords(records).upgrade, [records]);
}

/** Sends commands; a refusal is kept until the next try or `reset`. */
export function useCommand(upgradeId: string) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (command: UpgradeCommandInput) => {
      const result = await send(commandResultSchema, `/api/upgrades/${upgradeId}/commands`, { body: command });
      if (!result.ok) throw new RefusalError(result.error);
      return result.value;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["upgrade", upgradeId] }),
  });
  const { error } = mutation;
  return { ...mutation, refusal: error instanceof RefusalError ? error.refusal : null };
}
