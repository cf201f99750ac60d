"use client";

import clsx from "clsx";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Status } from "@/components/ui/status";
import { useKeys } from "@/lib/browser/keys/use-keys";
import type { LogState } from "@/lib/browser/queries/log";
import { logDownloadPath } from "@/lib/browser/upgrade/paths";
import type { Follow } from "./use-follow";

export type LogHeaderProps = {
  log: LogState;
  isLive: boolean;
  follow: Follow;
  search: { readonly isOpen: boolean; readonly toggle: () => void };
  download: { readonly upgradeId: string; readonly jobId: string };
};

export function LogHeader({ log, isLive, follow, search, download }: LogHeaderProps) {
  const { isFollowing, setIsFollowing } = follow;
  useKeys([{ keys: "/", label: "Find in the log", group: "Log", run: search.toggle }]);
  return (
    <div className="log-h">
      {log.problem ? (
        <Status s="interrupted">No answer, trying again</Status>
      ) : isLive && !log.ended ? (
        <span className={clsx("live", !isFollowing && "live-off")}>{isFollowing ? "Live, following" : "Live, paused"}</span>
      ) : (
        <span className="q">{log.ended ? "Ended" : "Reading"}</span>
      )}
      <span className="q num">{log.sizeBytes.toLocaleString("en-GB")} bytes</span>
      <span className="end row wrap gap-0.5">
        {isLive && !log.ended && (
          <Button variant="quiet" size="sm" aria-pressed={isFollowing} onClick={() => setIsFollowing(!isFollowing)}>
            {isFollowing ? "Pause" : "Follow"}
          </Button>
        )}
        <Button variant="quiet" size="sm" keys="/" aria-expanded={search.isOpen} onClick={search.toggle}>
          Find
        </Button>
        <a className={buttonClass({ variant: "quiet", size: "sm" })} href={logDownloadPath(download.upgradeId, download.jobId)} download>
          Full log
        </a>
      </span>
    </div>
  );
}
