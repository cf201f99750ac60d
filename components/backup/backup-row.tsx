import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Backups } from "@/lib/core/backup";
import { formatSize } from "./format-size";

/** One backup: when, what is in it, how large, and that it was checked. */
export function BackupRow({ name, manifest }: Backups["backups"][number]) {
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2 last:border-b-0">
      <span className="grid min-w-0 flex-1 basis-60">
        {manifest ? (
          <span className="semi">
            <Time at={manifest.madeAt} />, <TimeAgo at={manifest.madeAt} />
          </span>
        ) : (
          <span className="semi">{name}</span>
        )}
        <span className="mono small q [overflow-wrap:anywhere]">{name}</span>
      </span>
      {manifest && (
        <span className="small q2">
          {manifest.upgrades} {manifest.upgrades === 1 ? "upgrade" : "upgrades"}, {manifest.records} records, {manifest.blobs.count} blobs;{" "}
          {formatSize(manifest.database.sizeBytes + manifest.blobs.sizeBytes)}; {manifest.madeBy === "schedule" ? "by itself" : "by hand"}
        </span>
      )}
      {manifest ? <Status s="done">Verified</Status> : <Status s="failed">Cannot be read</Status>}
    </li>
  );
}
