"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";
import { StatusShape } from "@/components/ui/status";
import { isActive } from "@/lib/core/upgrade/upgrade";
import { ComingReview } from "./coming-review";
import { useReview } from "./review-context";

/** Nothing to review yet: how far the first snapshot is, or where to go. */
export function NoSnapshot() {
  const { upgrade } = useReview();
  if (upgrade.attempts.some((attempt) => attempt.job.action.type === "snapshot" && isActive(attempt))) return <ComingReview />;
  return (
    <main className="page" id="main">
      <Empty
        framed
        level={1}
        title="No snapshot yet"
        icon={<StatusShape s="none" label={null} />}
        actions={
          <ButtonLink variant="primary" href={`/upgrades/${upgrade.id}`}>
            Go to the steps of this upgrade
          </ButtonLink>
        }
      >
        There is nothing to review in {upgrade.app.name} until the upgrade task has run or a snapshot is taken. It appears here by itself.
      </Empty>
    </main>
  );
}
