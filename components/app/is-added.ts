import type { Candidate } from "@/lib/contract/agent-api";

/** Whether the dashboard has a checkout already; the agent alone may know it from its own configuration. */
export function isAdded({ appId }: Candidate, knownIds: readonly string[]): boolean {
  return appId !== null && knownIds.includes(appId);
}
