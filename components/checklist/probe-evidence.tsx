"use client";

import { Time } from "@/components/ui/time";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findProbe } from "./find-probe";

export type ProbeEvidenceProps = { path: string };

/** What the app answered by itself on the path of a line: evidence, no answer. */
export function ProbeEvidence({ path }: ProbeEvidenceProps) {
  const { upgrade } = useUpgradeView();
  const found = findProbe(upgrade, path);
  if (!found) {
    return (
      <p className="small q">
        To be looked at: <code>{path}</code>
      </p>
    );
  }
  const { status, title, durationMs, error } = found.probe;
  return (
    <div className="probe grid-cols-1">
      <div className="grid gap-0.5">
        <span className="strong">
          Automatic probe, <Time at={found.at} format="time" />
        </span>
        <span className="q2">
          GET {path}: {status ?? "no answer"}, {durationMs} ms
        </span>
        {title && <span className="q2">Title “{title}”</span>}
        {error && <span className="q2">{error}</span>}
        <span className="q">Evidence only. You decide.</span>
      </div>
    </div>
  );
}
