"use client";

import { InlineRefusal } from "@/components/step/inline-refusal";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { useBackups, useMakeBackup } from "@/lib/browser/queries/backups";
import type { Backups } from "@/lib/core/backup";
import { BackupRow } from "./backup-row";

/** The backups of this dashboard, and the button that makes one. */
export function BackupsView({ initial }: { initial: Backups }) {
  const { folder, everyHours, keep, isRunning, lastProblem, backups } = useBackups(initial).data;
  const { make, busy, refusal } = useMakeBackup();
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Backups</h1>
          <p className="q2 mt-1">
            {everyHours === null ? "Made by hand only" : `Made every ${everyHours} hours`}; the newest {keep} are kept in{" "}
            <span className="mono [overflow-wrap:anywhere]">{folder}</span>.
          </p>
        </div>
        <Button variant="primary" busy={busy || isRunning} onClick={make}>
          Back up now
        </Button>
      </div>
      <InlineRefusal refusal={refusal} />
      {lastProblem && !refusal && (
        <Note status="failed">
          The last backup could not be made (<Time at={lastProblem.at} />
          ): {lastProblem.message}
        </Note>
      )}
      <Box title="Backups" note={`${backups.length}`}>
        {backups.length === 0 && <Empty title="None yet">A backup holds the database, every patch, log and piece of evidence, and the keys.</Empty>}
        <ul>
          {backups.map((backup) => (
            <BackupRow key={backup.name} {...backup} />
          ))}
        </ul>
      </Box>
      <p className="q2 mt-3">
        A backup is listed once its copy was checked: the database, every chain of records, every blob that a record names. To restore one, stop the dashboard
        and run <code>npm run restore -- FOLDER</code>; what was there is kept.
      </p>
    </main>
  );
}
