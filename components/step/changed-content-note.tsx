"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Hash } from "@/components/ui/hash";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeActor } from "@/lib/core/people/person";
import type { Attempt } from "@/lib/core/upgrade/upgrade";
import { ReasonDialog } from "./reason-dialog";

export type ChangedContentNoteProps = { attempt: Attempt };

/** That an attempt ran on what nobody had signed, and who looked at it; the line waits for that. */
export function ChangedContentNote({ attempt }: ChangedContentNoteProps) {
  const { stops } = useUpgradeView();
  const [open, setOpen] = useState(false);
  const { progress, job, lookedAt } = attempt;
  if (progress.status !== "ended" || !progress.ranOnChanged) return null;
  return (
    <Note status={lookedAt ? undefined : "failed"}>
      <p>
        <b className="semi">It ran on changed content.</b> The checkout was at the signed tree when it started and at{" "}
        {progress.treeAfter ? <Hash value={progress.treeAfter} plain /> : "one that could not be read"} when it ended, so nobody can say which of the two it
        ran.
      </p>
      {lookedAt ? (
        <p className="q2 mt-1 whitespace-pre-wrap">
          {describeActor(lookedAt.by)} looked at it, <Time at={lookedAt.at} format="seconds" />: “{lookedAt.note}”
        </p>
      ) : (
        <div className="mt-2 grid justify-items-start gap-2">
          <p className="q2">Nothing goes on until a tech lead has compared the newest snapshot with what was signed, and the database with what was meant.</p>
          <Button disabledReason={stops.lookAt(job.jobId)?.reason} onClick={() => setOpen(true)}>
            I have looked at it…
          </Button>
          <ReasonDialog
            open={open}
            onClose={() => setOpen(false)}
            text={{
              title: "What did you find?",
              description: "The line goes on. What you write stays in the record.",
              label: "What it ran on, and what it did",
              confirm: "Record it",
            }}
            command={(note) => ({ type: "look-at", jobId: job.jobId, note })}
          />
        </div>
      )}
    </Note>
  );
}
