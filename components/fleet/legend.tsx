import { Status } from "@/components/ui/status";
import type { StatusName } from "@/components/ui/status-name";

const SHOWN: readonly StatusName[] = [
  "done",
  "reading",
  "changes",
  "outdated",
  "never",
  "waiting",
  "running",
  "interrupted",
  "failed",
  "skipped",
  "waived",
  "na",
  "none",
];

/** The word of every shape the table uses. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {SHOWN.map((status) => (
        <li key={status}>
          <Status s={status}>{status === "none" ? "To do" : undefined}</Status>
        </li>
      ))}
    </ul>
  );
}
