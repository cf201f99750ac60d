"use client";

import { LiveIndicator } from "@/components/shell/live-indicator";
import { SubBar } from "@/components/shell/sub-bar";
import { ButtonLink } from "@/components/ui/button-link";
import { Hash } from "@/components/ui/hash";
import { Icon } from "@/components/ui/icon";
import { useLiveState } from "@/lib/browser/providers";
import { auditPath, checklistPath, commentsPath, reviewPath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findBranch } from "@/lib/core/upgrade/describe-undo";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { UpgradeMenu } from "./upgrade-menu";

/** The bar below the top bar: which app, lane and branch, and the upgrade's other pages. */
export function UpgradeBar() {
  const { upgrade } = useUpgradeView();
  const { id, app, lane } = upgrade;
  const live = useLiveState();
  const branch = findBranch(upgrade);
  const snapshot = findSnapshot(upgrade);
  return (
    <SubBar
      crumbs={[
        { label: "Fleet", href: "/" },
        { label: app.name, href: `/apps/${app.id}` },
        { label: lane.shortTitle, wideOnly: true },
      ]}
      end={
        <>
          <LiveIndicator state={live} className="hide-sm" />
          <ButtonLink size="sm" href={reviewPath(id)}>
            Review
          </ButtonLink>
          <ButtonLink size="sm" href={checklistPath(id)}>
            Checklist
          </ButtonLink>
          <ButtonLink size="sm" href={commentsPath(id)} className="hide-sm">
            Comments
          </ButtonLink>
          <ButtonLink size="sm" href={auditPath(id)} className="hide-sm">
            Audit
          </ButtonLink>
          <UpgradeMenu />
        </>
      }
    >
      {branch && (
        <span className="row small q2 hide-sm">
          <Icon name="branch" size={14} label="Branch" />
          <span className="mono trunc">{branch}</span>
        </span>
      )}
      {snapshot && <Hash what="tree" value={snapshot.treeId} plain className="hide-md" />}
    </SubBar>
  );
}
