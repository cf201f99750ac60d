"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { type changePolicySchema, policyStateSchema, recordsPageSchema } from "@/lib/contract/dashboard-api";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { load, RefusalError, send } from "../send";

/** An app's policy with its changes; kept under the fleet, so that the same events refresh it. */
export function usePolicy(appId: string) {
  return useQuery({ queryKey: ["fleet", "policy", appId], queryFn: ({ signal }) => load(policyStateSchema, `/api/apps/${appId}/policy`, signal) });
}

/** The open upgrade that a policy would touch, folded once for the preview. */
export function useTouchedUpgrade(upgradeId: string | null) {
  return useQuery({
    queryKey: ["fleet", "touched", upgradeId],
    queryFn: async ({ signal }) => foldRecords((await load(recordsPageSchema, `/api/upgrades/${upgradeId}/records`, signal)).records) ?? null,
    enabled: upgradeId !== null,
    structuralSharing: false,
  });
}

export function useChangePolicy(appId: string) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (body: z.infer<typeof changePolicySchema>) => {
      const result = await send(z.object({}), `/api/apps/${appId}/policy`, { body });
      if (!result.ok) throw new RefusalError(result.error);
      return result.value;
    },
    onSettled: () => client.invalidateQueries(),
  });
  return { ...mutation, refusal: mutation.error instanceof RefusalError ? mutation.error.refusal : null };
}
