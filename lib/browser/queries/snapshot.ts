"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { coverageSchema, markOpenedSchema, openedSchema } from "@/lib/contract/dashboard-api";
import type { Digest } from "@/lib/core/digest";
import { snapshotIndexSchema } from "@/lib/core/diff/snapshot-index";
import { load, RefusalError, send } from "../send";

/** The index of a snapshot: changes and classified hunks, before reassignments. It never changes. */
export function useSnapshotIndex(upgradeId: string, number: number) {
  return useQuery({
    queryKey: ["snapshot", upgradeId, number],
    queryFn: ({ signal }) => load(snapshotIndexSchema, `/api/upgrades/${upgradeId}/snapshots/${number}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One file's patch, byte for byte as git printed it; fetched when needed. It never changes. */
export function usePatch(upgradeId: string, patchBlob: Digest | null, enabled: boolean) {
  return useQuery({
    queryKey: ["patch", upgradeId, patchBlob],
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/upgrades/${upgradeId}/patches/${patchBlob}`, { signal });
      if (!response.ok) throw new Error(`The patch could not be read (${response.status}).`);
      return new Uint8Array(await response.arrayBuffer());
    },
    enabled: enabled && patchBlob !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a sign-off covered, for the difference since. */
export function useCoverage(upgradeId: string, signOffSeq: number | null) {
  return useQuery({
    queryKey: ["coverage", upgradeId, signOffSeq],
    queryFn: ({ signal }) => load(coverageSchema, `/api/upgrades/${upgradeId}/sign-offs/${signOffSeq}/coverage`, signal),
    enabled: signOffSeq !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Which hunks I have opened, over all snapshots of the upgrade. */
export function useOpened(upgradeId: string) {
  return useQuery({
    queryKey: ["opened", upgradeId],
    queryFn: async ({ signal }) => (await load(openedSchema, `/api/upgrades/${upgradeId}/opened`, signal)).opened,
  });
}

/** Marks hunks opened or not; shown at once, taken back when the dashboard refuses. */
export function useMarkOpened(upgradeId: string) {
  const client = useQueryClient();
  const key = ["opened", upgradeId];
  return useMutation({
    mutationFn: async (input: { readonly hunkIds: readonly Digest[]; readonly opened: boolean }) => {
      const body = markOpenedSchema.parse({ ...input, hunkIds: [...input.hunkIds] });
      const result = await send(openedSchema, `/api/upgrades/${upgradeId}/opened`, { body });
      if (!result.ok) throw new RefusalError(result.error);
      return result.value.opened;
    },
    onMutate: async ({ hunkIds, opened }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Record<string, number>>(key);
      client.setQueryData<Record<string, number>>(key, (known = {}) => {
        const next = { ...known };
        for (const id of hunkIds) {
          if (opened) next[id] ??= Date.now();
          else delete next[id];
        }
        return next;
      });
      return { before };
    },
    onError: (_error, _input, context) => client.setQueryData(key, context?.before),
    onSuccess: (opened) => client.setQueryData(key, opened),
  });
}
