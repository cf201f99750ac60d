"use client";

import { StatusShape } from "@/components/ui/status";
import { useMarked, useShownBucket } from "./bucket-context";
import { Coverage } from "./coverage";
import { NextButton } from "./next-button";

/** What waits for a category, and what that means for the gate. */
export function UnclassifiedDock() {
  const { isLoading } = useShownBucket();
  const { hunks } = useMarked(({ countsOf }) => countsOf("unclassified"));
  return (
    <>
      <section className="dock" aria-label="Unclassified hunks">
        <Coverage title="Waiting for a category" />
        <NextButton />
      </section>
      <section aria-label="What this blocks">
        <h2>What this blocks</h2>
        <ul className="req">
          <li>
            <StatusShape s={hunks === 0 ? "done" : "waiting"} label={null} />
            {isLoading || hunks > 0 ? (
              <span>
                <b className="strong">The gate stays closed.</b> Nobody signs for a hunk without a category, so no irreversible step starts until each has one.
              </span>
            ) : (
              <span className="q2">Nothing: every hunk is in a category and is signed there.</span>
            )}
          </li>
        </ul>
      </section>
    </>
  );
}
