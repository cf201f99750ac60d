"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { load } from "../send";

const appUpgradesSchema = z.object({
  upgrades: z.array(
    z.object({ upgradeId: z.string(), laneId: z.string(), state: z.enum(["open", "finished", "abandoned"]), startedAt: z.int(), endedAt: z.int().nullable() }),
  ),
});
export type AppUpgrade = z.infer<typeof appUpgradesSchema>["upgrades"][number];

/** Every upgrade an app has had, newest first; kept under the fleet, so that the same events refresh it. */
export function useAppUpgrades(appId: string) {
  return useQuery({ queryKey: ["fleet", "app", appId], queryFn: ({ signal }) => load(appUpgradesSchema, `/api/apps/${appId}/upgrades`, signal) });
}
