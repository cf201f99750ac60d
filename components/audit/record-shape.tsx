import { StatusShape } from "@/components/ui/status";
import type { StatusName } from "@/components/ui/status-name";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";

/** The shape a record is found by in a long list; most have only a dot. Its sentence says the rest. */
export function RecordShape({ event }: { event: UpgradeEvent | null }) {
  return <StatusShape s={event ? shapeOf(event) : "failed"} size={14} label={null} />;
}

function shapeOf(event: UpgradeEvent): StatusName {
  switch (event.type) {
    case "upgrade.finished":
    case "step.attested":
    case "sign-off.recorded":
    case "sign-off.current-again":
      return "done";
    case "attempt.finished":
      return endShape(event);
    case "attempt.refused":
      return "failed";
    case "step.waived":
    case "expectation.accepted":
      return "waived";
    case "sign-off.changes-requested":
      return "changes";
    case "comment.published":
      return event.mustFix ? "changes" : "none";
    case "sign-off.outdated":
      return "outdated";
    case "check.recorded":
      return event.result === "pass" ? "done" : event.result === "fail" ? "failed" : "na";
    case "upgrade.abandoned":
      return "na";
    default:
      return "none";
  }
}

function endShape({ outcome, exitCode, findings }: Extract<UpgradeEvent, { type: "attempt.finished" }>): StatusName {
  if (outcome === "interrupted") return "interrupted";
  if (outcome !== "exited" || exitCode !== 0) return "failed";
  return findings.some(({ kind }) => kind === "skipped-injection" || kind === "already-at-version") ? "skipped" : "done";
}
