"use client";

import { useMemo } from "react";
import type { Placement } from "@/lib/core/classify/category";
import { listUnmet } from "@/lib/core/review/bucket";
import { type Difference, listDifferences } from "@/lib/core/review/view-difference";
import { listPlacedIds, type PlacedChange, placeChanges } from "@/lib/core/review/view-placement";
import { findBaseline } from "@/lib/core/review/view-signatures";
import type { SignOff, Snapshot, Upgrade } from "@/lib/core/upgrade/upgrade";
import { useCoverage, useSnapshotIndex } from "../queries/snapshot";

export type DifferencesInput = {
  readonly upgrade: Upgrade;
  readonly snapshot: Snapshot;
  readonly placement: Placement;
  readonly personId: string;
  readonly changes: readonly PlacedChange[];
};

/** In what a bucket differs from what was signed last and is no longer under review. */
export type DifferencesSince = {
  readonly since: SignOff;
  readonly status: "loading" | "failed" | "ready";
  readonly differences: readonly Difference[];
  /** Absences accepted since, and acceptances that are gone, as sentences. */
  readonly expectations: readonly string[];
};

/** Null where nothing signed is outdated. */
export function useDifferences({ upgrade, snapshot, placement, personId, changes }: DifferencesInput): DifferencesSince | null {
  const since = placement === "unclassified" ? undefined : findBaseline(upgrade, placement, personId);
  const coverage = useCoverage(upgrade.id, since?.coverage ? since.seq : null);
  const index = useSnapshotIndex(upgrade.id, since?.snapshot ?? snapshot.number);

  return useMemo(() => {
    if (!since) return null;
    const needsCoverage = since.coverage !== null;
    const nothing = { since, differences: [], expectations: [] };
    if (index.isError || (needsCoverage && coverage.isError)) return { ...nothing, status: "failed" };
    if (!index.data || (needsCoverage && !coverage.data)) return { ...nothing, status: "loading" };
    const before = placeChanges(
      index.data.changes,
      upgrade.assignments.filter(({ at }) => at <= since.at),
    );
    const beforeIds = coverage.data?.hunkIds ?? listPlacedIds(before, placement);
    const differences = listDifferences({ placement, beforeIds, before, now: changes });
    const expectations = coverage.data ? describeExpectations(upgrade, snapshot, since, coverage.data.expectations) : [];
    return { since, status: "ready", differences, expectations };
  }, [since, coverage.data, coverage.isError, index.data, index.isError, upgrade, snapshot, placement, changes]);
}

function describeExpectations(upgrade: Upgrade, snapshot: Snapshot, { category }: SignOff, signed: readonly string[]): readonly string[] {
  const unmet = listUnmet(snapshot, category);
  const accepted = unmet.filter(({ id }) => upgrade.accepted.some(({ expectationId }) => expectationId === id));
  const come = accepted.filter(({ id }) => !signed.includes(id)).map(({ title }) => `Its absence was accepted since: ${title}`);
  const gone = signed.filter((id) => !accepted.some((expectation) => expectation.id === id));
  return [...come, ...gone.map((id) => describeGone(id, unmet, snapshot))];
}

function describeGone(id: string, unmet: Snapshot["expectations"], { expectations }: Snapshot): string {
  const title = expectations.find((expectation) => expectation.id === id)?.title ?? id;
  return unmet.some((expectation) => expectation.id === id)
    ? `Its absence is no longer accepted: ${title}`
    : `It was accepted as absent and is met now: ${title}`;
}
