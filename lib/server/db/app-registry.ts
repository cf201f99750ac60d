import "server-only";
import { policySchema } from "@/lib/core/upgrade/event";
import type { App, AppRegistry } from "@/lib/ports/app-registry";
import type { Clients } from "./clients";
import type { App as StoredApp } from "./generated/client";

/** The apps in the database, oldest first. */
export function createAppRegistry({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): AppRegistry {
  return {
    list: async () => (await reader.app.findMany({ orderBy: [{ addedAt: "asc" }, { id: "asc" }] })).map(toApp),
    find: async (appId) => {
      const stored = await reader.app.findUnique({ where: { id: appId } });
      return stored ? toApp(stored) : undefined;
    },
    add: (app) =>
      writeTransaction(async (tx) => {
        if (await tx.app.findUnique({ where: { id: app.id } })) return "taken";
        await tx.app.create({ data: toStoredApp(app) });
        return "added";
      }),
  };
}

function toApp({ policy, addedAt, ...stored }: StoredApp): App {
  return { ...stored, addedAt: Number(addedAt), policy: policy === null ? null : policySchema.parse(JSON.parse(policy)) };
}

function toStoredApp({ id, name, path, agentId, standIn, addedAt, addedBy, policy }: App): StoredApp {
  const text = policy === null ? null : JSON.stringify(policy);
  return { id, name, path, agentId, standIn, addedAt: BigInt(addedAt), addedBy, policy: text };
}
