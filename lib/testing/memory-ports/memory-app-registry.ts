import type { App, AppRegistry, PolicyChange } from "@/lib/ports/app-registry";

/** An app registry in memory. */
export function createMemoryAppRegistry(apps: readonly App[] = []): AppRegistry {
  const byId = new Map(apps.map((app) => [app.id, app]));
  const changes: { readonly appId: string; readonly change: PolicyChange }[] = [];
  return {
    list: async () => [...byId.values()].sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1)),
    find: async (appId) => byId.get(appId),
    add: async (app) => {
      if (byId.has(app.id)) return "taken";
      byId.set(app.id, app);
      return "added";
    },
    setPolicy: async (appId, change) => {
      const app = byId.get(appId);
      if (!app) throw new Error(`there is no app ${appId}`);
      byId.set(appId, { ...app, policy: change.policy });
      changes.unshift({ appId, change });
    },
    listPolicyChanges: async (appId) => changes.filter((entry) => entry.appId === appId).map(({ change }) => change),
  };
}
