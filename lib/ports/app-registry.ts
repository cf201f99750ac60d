import type { AppPolicy } from "@/lib/core/people/policy";

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
  /** Null: what holds where nobody set anything. */
  readonly policy: AppPolicy | null;
};

/** Who set an app's policy to what, when and why. */
export type PolicyChange = {
  readonly at: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly policy: AppPolicy;
  readonly reason: string;
};

/** The apps under the dashboard's care. */
export type AppRegistry = {
  readonly list: () => Promise<readonly App[]>;
  readonly find: (appId: string) => Promise<App | undefined>;
  /** `taken` when the id is already there. */
  readonly add: (app: App) => Promise<"added" | "taken">;
  /** Sets an app's policy and keeps the change, together or not at all. @throws when there is no such app. */
  readonly setPolicy: (appId: string, change: PolicyChange) => Promise<void>;
  /** Every change of an app's policy, newest first. */
  readonly listPolicyChanges: (appId: string) => Promise<readonly PolicyChange[]>;
};
