"use client";

import { EvidenceList } from "@/components/evidence/evidence-list";
import { Note } from "@/components/ui/note";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { type CheckResult, findSnapshot } from "@/lib/core/upgrade/upgrade";
import { VERDICT_TEXT } from "./check-text";

export type CheckNoteProps = { result: CheckResult };

/** What was written with the answer, and whether the checkout is another one since. */
export function CheckNote({ result }: CheckNoteProps) {
  const { upgrade } = useUpgradeView();
  const tree = findSnapshot(upgrade)?.treeId;
  const hasMoved = result.treeId !== null && tree !== undefined && tree !== result.treeId;
  return (
    <>
      {result.note !== "" && <p className="q2 whitespace-pre-wrap">“{result.note}”</p>}
      <EvidenceList evidence={result.evidence} />
      {hasMoved && (
        <Note status="outdated">
          <p>
            The checkout has changed since: “{VERDICT_TEXT[result.result].word}” was on tree <code>{result.treeId?.slice(0, 7)}</code>, now it is{" "}
            <code>{tree.slice(0, 7)}</code>. Look again if it may matter here.
          </p>
        </Note>
      )}
    </>
  );
}
