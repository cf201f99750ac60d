"use client";

import { useQuery } from "@tanstack/react-query";
import { witnessStandingSchema, type WitnessStanding } from "@/lib/contract/dashboard-api";
import { load } from "../send";

/** How far an upgrade's record was signed; undefined until it is known. */
export function useWitness(upgradeId: string): WitnessStanding | undefined {
  const { data } = useQuery({
    queryKey: ["upgrade", upgradeId, "witness"],
    queryFn: ({ signal }) => load(witnessStandingSchema, `/api/upgrades/${upgradeId}/witness`, signal),
  });
  return data;
}
