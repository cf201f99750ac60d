import type { Policy } from "@/lib/core/upgrade/event";

/** A host application the dashboard knows. */
export type App = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly agentId: string;
  /** Plain statement when its `mix` is a stand-in. */
  readonly standIn: string | null;
  readonly addedAt: number;
  readonly addedBy: string;
  /** Null: four eyes follow the number of reviewers, one approval. */
  readonly policy: Policy | null;
};

/** The apps under the dashboard's care. */
export type AppRegistry = {
  readonly list: () => Promise<readonly App[]>;
  readonly find: (appId: string) => Promise<App | undefined>;
  /** `taken` when the id is already there. */
  readonly add: (app: App) => Promise<"added" | "taken">;
};
