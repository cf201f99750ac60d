"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useCommand } from "@/lib/browser/queries/upgrade";
import type { Category } from "@/lib/core/classify/category";
import { canDo } from "@/lib/core/people/permission";
import { isCurrent, listStanding } from "@/lib/core/review/bucket";
import { listRequirements } from "@/lib/core/review/view-requirements";
import { shownDigest } from "@/lib/core/review/view-shown";
import { useMarked, useShownBucket } from "./bucket-context";
import { OwnDecision } from "./own-decision";
import { placementText } from "./placement-text";
import { RequestChanges } from "./request-changes";
import { useReview } from "./review-context";
import { SignOffRefusal } from "./sign-off-refusal";

/** Approves exactly what is shown, or says what has to change. */
export function SignOffForm({ category }: { category: Category }) {
  const { upgrade, me, shown } = useReview();
  const { snapshot, index, placements, isLoading } = useShownBucket();
  const counts = useMarked(({ countsOf }) => countsOf(category));
  const { mutate, isPending, refusal, reset } = useCommand(upgrade.id);
  const [note, setNote] = useState("");
  const { held } = shown;
  const digest = useMemo(
    () => (held ? shownDigest({ upgrade, category, index, placements, snapshot, held }) : null),
    [upgrade, category, index, placements, snapshot, held],
  );
  // A tick belongs to the content it was given to.
  const [tickedDigest, setTickedDigest] = useState<string | null>(null);
  const isTicked = tickedDigest !== null && tickedDigest === digest;

  const { title } = placementText(category);
  const own = listStanding(upgrade, category).find(({ by }) => by.id === me.id);
  const isSigned = own?.decision === "approved" && isCurrent(upgrade, own);
  const blocks = listRequirements({ upgrade, snapshot, category, person: me, counts }).filter((requirement) => requirement.blocks);
  const cannotSign = blocks.find(({ status }) => status !== "unmet")?.what;
  const whyNot = isLoading
    ? "The snapshot is still loading."
    : digest === null
      ? "Hunks were moved meanwhile. Show what is under review first."
      : (blocks[0]?.what ?? (isTicked ? undefined : `Tick “I have reviewed ${title}” first.`));

  const approve = () => {
    if (digest === null) return;
    mutate(
      { type: "approve", category, seenDigest: digest, note: note.trim() },
      {
        onSuccess: () => {
          setNote("");
          setTickedDigest(null);
        },
      },
    );
  };

  return (
    <>
      {own && <OwnDecision own={own} />}
      {!isSigned && canDo(me, "bucket.sign") && !upgrade.ending && (
        <>
          <Field label="Note">
            <Textarea
              rows={2}
              value={note}
              maxLength={4_000}
              placeholder="Optional for approval, required for changes"
              onChange={({ target }) => setNote(target.value)}
            />
          </Field>
          <Checkbox
            label={`I have reviewed ${title}`}
            checked={isTicked}
            disabled={isLoading}
            onChange={({ target }) => setTickedDigest(target.checked ? digest : null)}
            hint={describeScope(counts.hunks)}
          />
        </>
      )}
      <div className="acts">
        {!isSigned && (
          <Button variant={counts.opened === counts.hunks ? "primary" : "default"} block busy={isPending} disabledReason={whyNot} onClick={approve}>
            {counts.hunks === 0 ? "Sign: nothing here, as expected" : `Approve, ${counts.opened} of ${counts.hunks} hunks opened`}
          </Button>
        )}
        {!cannotSign && <RequestChanges category={category} digest={isLoading ? null : digest} note={note} onSent={() => setNote("")} />}
      </div>
      <SignOffRefusal title={`${title} was not approved`} refusal={refusal} onClose={reset} />
    </>
  );
}

function describeScope(hunks: number): string {
  const what = hunks === 0 ? "that nothing is here" : hunks === 1 ? "exactly this hunk" : `exactly these ${hunks} hunks`;
  return `Approving signs ${what}. It does not run anything.`;
}
