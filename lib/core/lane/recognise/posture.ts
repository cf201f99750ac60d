import type { Finding } from "@/lib/core/lane/finding";
import type { Lane } from "@/lib/core/lane/lane";
import { findingAt } from "./recognised";
import { compareSeries, findRequiredSeries } from "./series";

/** What a checkout says about the library: the locked version and the requirement in `mix.exs`. */
export type Posture = { readonly lockedVersion: string | null; readonly requirement: string | null };

const LIMITS = "This is what the checkout tells; the package registry is not asked.";

/**
 * Whether the lane fits the app (v1.0 guide, "Version axis and target posture"), as far as the checkout tells. A guide's
 * number is never read as a package version: only the lock file and the requirement count.
 */
export function describePosture(lane: Pick<Lane, "library" | "sourceSeries" | "targetSeries">, { lockedVersion, requirement }: Posture): Finding[] {
  const required = requirement === null ? undefined : findRequiredSeries(requirement);
  const locked = describeLocked(lane, lockedVersion);
  const asksForNewer = required !== undefined && compareSeries(required, lane.targetSeries) > 0;
  if (!asksForNewer || locked.kind === "newer-line") return [locked];
  return [
    locked,
    toFinding(
      "newer-line",
      `mix.exs asks for ${lane.library} ${requirement ?? ""}`,
      `The lane ends at ${lane.targetSeries}. A lane for the newer line may be the better one.`,
      required,
    ),
  ];
}

function describeLocked({ library, sourceSeries, targetSeries }: Pick<Lane, "library" | "sourceSeries" | "targetSeries">, version: string | null): Finding {
  if (version === null) {
    return toFinding(
      "wrong-series",
      `mix.lock locks no version of ${library}`,
      "It may come from a path or from git, or is not a dependency yet. Say which version it is before going on.",
      "",
    );
  }
  const title = `${library} is locked at ${version}`;
  if (compareSeries(version, sourceSeries) === 0) {
    return { ...toFinding("locked-version", title, `That is the ${sourceSeries} series this lane starts from.`, version), severity: "note" };
  }
  const toTarget = compareSeries(version, targetSeries);
  if (toTarget > 0) {
    return toFinding(
      "newer-line",
      title,
      `That is newer than the ${targetSeries} line this lane leads to. Use the lane only to look back at an upgrade made earlier.`,
      version,
    );
  }
  return toTarget === 0
    ? toFinding("wrong-series", title, `The app is on the ${targetSeries} line already, so the bump changes nothing.`, version)
    : toFinding("wrong-series", title, `The lane starts from ${sourceSeries}. Take the app there first, or choose another lane.`, version);
}

function toFinding(kind: "newer-line" | "wrong-series" | "locked-version", title: string, detail: string, subject: string): Finding {
  return findingAt(null, { kind, severity: "care", title, detail: `${detail} ${LIMITS}`, subject });
}
