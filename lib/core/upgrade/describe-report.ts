import type { JobReport } from "@/lib/contract/agent-api";

/** What a job found or made, in a few words; undefined when there is nothing to say. */
export function describeReport(report: JobReport): string | undefined {
  switch (report.type) {
    case "none":
    case "snapshot":
      return undefined;
    case "checkout":
      return report.checkout.lockedVersion ? `Locked at ${report.checkout.lockedVersion}` : "Nothing locked";
    case "branch":
      return report.branch;
    case "anchor":
      return `Commit ${report.commit.slice(0, 7)}`;
    case "commit":
      return `Commit ${report.commit.slice(0, 7)}`;
    case "edit":
      return report.paths.length === 0 ? "Nothing to change" : report.paths.join(", ");
  }
}
