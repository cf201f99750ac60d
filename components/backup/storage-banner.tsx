"use client";

import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import { useStorageProblem } from "@/lib/browser/queries/storage";
import { STORAGE_TEXT } from "@/lib/core/storage-problem";

/** Over every page while nothing can be recorded: what is wrong, since when, and what to do. */
export function StorageBanner() {
  const problem = useStorageProblem();
  return (
    <div role="status">
      {problem && (
        <Note status="failed" className="mx-4 mt-3">
          <p className="semi">
            {STORAGE_TEXT[problem.kind].title} (since <Time at={problem.since} format="time" />)
          </p>
          <p>{STORAGE_TEXT[problem.kind].what} Reading goes on as usual.</p>
        </Note>
      )}
    </div>
  );
}
