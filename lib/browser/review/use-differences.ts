"use client";

import { useMemo } from "react";
import type { DifferencesAnswer } from "@/lib/contract/review-api";
import type { Placement } from "@/lib/core/classify/category";
import { listUnmet } from "@/lib/core/review/bucket";
import { findBaseline } from "@/lib/core/review/view-signatures";
import type { SignOff, Snapshot, Upgrade } from "@/lib/core/upgrade/upgrade";
import { type DifferenceBase, useBucketDifferences, useCoverage } from "../queries/snapshot";

export type Difference = DifferencesAnswer["differences"][number];
export type DifferencePlace = NonNullable<Difference["now"]>;

/** In what a bucket differs from what was signed last and is no longer under review. */
export type DifferencesSince = {
  readonly since: SignOff;
  readonly status: "loading" | "failed" | "ready";
  /** Of all, also beyond those listed. */
  readonly count: number;
  readonly differences: readonly Difference[];
  /** Absences accepted since, and acceptances that are gone, as sentences. */
  readonly expectations: readonly string[];
};

export type DifferencesInput = { readonly upgrade: Upgrade; readonly snapshot: Snapshot; readonly placement: Placement; readonly personId: string };

export type Differences = {
  /** Null where nothing signed is outdated. */
  readonly since: DifferencesSince | null;
  /** Against what was signed, or else against the snapshot before this one. */
  readonly differences: readonly Difference[];
};

const NONE: readonly Difference[] = [];

/** What is new, changed or gone in a bucket. */
export function useDifferences({ upgrade, snapshot, placement, personId }: DifferencesInput): Differences {
  const baseline = placement === "unclassified" ? undefined : findBaseline(upgrade, placement, personId);
  const former = upgrade.snapshots.findLast(({ number }) => number < snapshot.number);
  const base: DifferenceBase | null = baseline ? { since: baseline.seq } : former ? { from: former.number } : null;
  const { data, isError } = useBucketDifferences(upgrade.id, snapshot.number, placement, base, String(upgrade.assignments.at(-1)?.at ?? 0));
  const coverage = useCoverage(upgrade.id, baseline?.coverage ? baseline.seq : null);

  return useMemo(() => {
    const differences = data?.differences ?? NONE;
    if (!baseline) return { since: null, differences };
    const counts = data?.counts;
    const count = counts ? counts.new + counts.changed + counts.vanished : 0;
    const expectations = coverage.data ? describeExpectations(upgrade, snapshot, baseline, coverage.data.expectations) : [];
    const status = isError ? "failed" : data ? "ready" : "loading";
    return { since: { since: baseline, status, count, differences, expectations }, differences };
  }, [baseline, data, isError, coverage.data, upgrade, snapshot]);
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
