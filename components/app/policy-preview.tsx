"use client";

import { Note } from "@/components/ui/note";
import { useTouchedUpgrade } from "@/lib/browser/queries/policy";
import type { PolicyState } from "@/lib/contract/dashboard-api";
import type { AppPolicy } from "@/lib/core/people/policy";
import { previewPolicy } from "@/lib/core/review/preview-policy";
import { describeAppPolicy } from "./policy-text";

export type PolicyPreviewProps = { policy: AppPolicy; state: PolicyState };

/** What a policy means: in words, for the next upgrade, and for the one that is open. */
export function PolicyPreview({ policy, state: { people, openUpgrade } }: PolicyPreviewProps) {
  const touched = useTouchedUpgrade(openUpgrade);
  const { next, isStuck, open } = previewPolicy(policy, people, touched.data ?? undefined);
  return (
    <section className="grid gap-3" aria-label="What follows" aria-live="polite">
      <ul className="small q2 grid list-disc gap-0.5 pl-4">
        {describeAppPolicy(policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Note status={isStuck ? "waiting" : "done"}>{next}</Note>
      {openUpgrade !== null && (
        <div>
          <h3 className="mb-1 text-12 font-medium">Who could sign what in the open upgrade</h3>
          {touched.isPending && <p className="small q">Reading the open upgrade…</p>}
          {touched.isError && <p className="small q">The open upgrade could not be read; the change holds for it all the same.</p>}
          <ul className="small grid gap-1.5">
            {open.map(({ title, who, lost }) => (
              <li key={title}>
                <b className="semi">{title}:</b> {who}
                {lost.map((sentence) => (
                  <span key={sentence} className="q2 block">
                    {sentence}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
