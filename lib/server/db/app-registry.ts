import "server-only";
import { appPolicySchema } from "@/lib/core/people/policy";
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
    setPolicy: (appId, { at, by, policy, reason }) =>
      writeTransaction(async (tx) => {
        const text = JSON.stringify(policy);
        await tx.app.update({ where: { id: appId }, data: { policy: text } });
        await tx.policyChange.create({ data: { appId, at: BigInt(at), byId: by.id, byName: by.name, policy: text, reason } });
      }),
    listPolicyChanges: async (appId) => {
      const rows = await reader.policyChange.findMany({ where: { appId }, orderBy: { id: "desc" } });
      return rows.map(({ at, byId, byName, policy, reason }) => ({
        at: Number(at),
        by: { id: byId, name: byName },
        policy: appPolicySchema.parse(JSON.parse(policy)),
        reason,
      }));
    },
  };
}

function toApp({ policy, addedAt, ...stored }: StoredApp): App {
  return { ...stored, addedAt: Number(addedAt), policy: policy === null ? null : appPolicySchema.parse(JSON.parse(policy)) };
}

function toStoredApp({ id, name, path, agentId, standIn, addedAt, addedBy, policy }: App): StoredApp {
  const text = policy === null ? null : JSON.stringify(policy);
  return { id, name, path, agentId, standIn, addedAt: BigInt(addedAt), addedBy, policy: text };
}
