import type { App, AppRegistry } from "@/lib/ports/app-registry";

/** An app registry in memory. */
export function createMemoryAppRegistry(apps: readonly App[] = []): AppRegistry {
  const byId = new Map(apps.map((app) => [app.id, app]));
  return {
    list: async () => [...byId.values()].sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1)),
    find: async (appId) => byId.get(appId),
    add: async (app) => {
      if (byId.has(app.id)) return "taken";
      byId.set(app.id, app);
      return "added";
    },
  };
}
