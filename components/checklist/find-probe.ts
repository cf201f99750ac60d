import type { ProbeResult } from "@/lib/contract/agent-api";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";

/** The newest answer of the served app on a path, and when it was started; undefined when it was not asked. */
export function findProbe({ attempts }: Upgrade, path: string): { readonly probe: ProbeResult; readonly at: number } | undefined {
  for (const { progress } of attempts.toReversed()) {
    if (progress.status !== "serving" && progress.status !== "ended") continue;
    const probe = progress.probes.find((candidate) => candidate.path === path);
    if (probe) return { probe, at: progress.startedAt };
  }
  return undefined;
}
