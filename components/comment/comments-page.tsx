"use client";

import { LiveIndicator } from "@/components/shell/live-indicator";
import { SubBar } from "@/components/shell/sub-bar";
import { ButtonLink } from "@/components/ui/button-link";
import { CommentsProvider } from "@/lib/browser/comments/comments-view";
import { useLiveState } from "@/lib/browser/providers";
import { useUpgrade } from "@/lib/browser/queries/upgrade";
import { reviewPath, upgradePath } from "@/lib/browser/upgrade/paths";
import type { SealedRecord } from "@/lib/core/audit/record";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { CommentList } from "./comment-list";
import { DraftsBar } from "./drafts-bar";
import "./comment.css";

/** Every comment of an upgrade. */
export function CommentsPage({ upgradeId, initialRecords }: { upgradeId: string; initialRecords: readonly SealedRecord[] }) {
  const upgrade = useUpgrade(upgradeId, initialRecords);
  const live = useLiveState();
  return (
    <CommentsProvider upgrade={upgrade} snapshot={findSnapshot(upgrade)?.number ?? null}>
      <SubBar
        crumbs={[{ label: "Fleet", href: "/" }, { label: upgrade.app.name, href: upgradePath(upgradeId) }, { label: "Comments" }]}
        end={
          <>
            <LiveIndicator state={live} className="hide-sm" />
            <ButtonLink size="sm" href={reviewPath(upgradeId)}>
              Review
            </ButtonLink>
          </>
        }
      />
      <main className="page" id="main">
        <CommentList />
      </main>
      <DraftsBar />
    </CommentsProvider>
  );
}
