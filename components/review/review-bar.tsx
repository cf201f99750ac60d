"use client";

import { LiveIndicator } from "@/components/shell/live-indicator";
import { SubBar } from "@/components/shell/sub-bar";
import { RefusalDialog } from "@/components/ui/refusal";
import { Segmented, type SegmentedOption } from "@/components/ui/segmented";
import { useLiveState } from "@/lib/browser/providers";
import type { DiffLayout } from "@/lib/core/review/view-flow";
import { FindButton } from "./find-button";
import { ReadingMenu } from "./reading-menu";
import { useReview } from "./review-context";
import { SnapshotMenu } from "./snapshot-menu";
import { SnapshotProgress } from "./snapshot-progress";
import { useTakeSnapshot } from "./use-take-snapshot";

const LAYOUTS: readonly SegmentedOption<DiffLayout>[] = [
  { value: "unified", label: "Unified" },
  { value: "split", label: "Side by side" },
];

/** The bar of the review page: where this is, which snapshot, how it is shown. */
export function ReviewBar() {
  const { upgrade, shown, layout, choose } = useReview();
  const live = useLiveState();
  const snapshot = useTakeSnapshot();
  const href = `/upgrades/${upgrade.id}`;
  return (
    <>
      <SubBar
        crumbs={[{ label: "Fleet", href: "/" }, { label: upgrade.app.name, href }, { label: upgrade.lane.title, href, wideOnly: true }, { label: "Review" }]}
        end={
          <>
            <LiveIndicator state={live} className="hide-md" />
            {shown.snapshot && <FindButton />}
            <Segmented className="hide-sm" label="Diff layout" options={LAYOUTS} value={layout} onChange={(next) => choose({ layout: next })} />
            <ReadingMenu />
          </>
        }
      >
        <SnapshotMenu take={snapshot} />
        <SnapshotProgress />
      </SubBar>
      <RefusalDialog
        open={snapshot.refusal !== null}
        title="No snapshot was taken"
        description={snapshot.refusal?.message}
        points={snapshot.refusal?.details.map((what) => ({ status: "waiting", what }))}
        code={snapshot.refusal?.code}
        onClose={snapshot.reset}
      />
    </>
  );
}
