import type { z } from "zod";
import type { appsSchema } from "@/lib/contract/dashboard-api";
import type { Agent } from "@/lib/ports/agent";
import type { AppRegistry } from "@/lib/ports/app-registry";

/** Every app with its checkout as the agent sees it now. */
export async function readApps({ apps, agent }: { readonly apps: AppRegistry; readonly agent: Agent }): Promise<z.infer<typeof appsSchema>> {
  const [known, health] = await Promise.all([apps.list(), agent.health()]);
  const found = await Promise.all(
    known.map(async ({ id, name, path, standIn, addedAt, policy }) => {
      const checkout = health.ok ? await agent.checkout(id) : health;
      return {
        id,
        name,
        path,
        standIn,
        addedAt,
        policy,
        checkout: checkout.ok && "treeId" in checkout.value ? checkout.value : null,
        problem: checkout.ok ? null : checkout.error.message,
      };
    }),
  );
  return { apps: found, agent: health.ok ? health.value : null };
}
