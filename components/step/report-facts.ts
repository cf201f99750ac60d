import type { Checkout, JobReport } from "@/lib/contract/agent-api";

export type ReportFact = { readonly name: string; readonly value: string; readonly isCode?: boolean };

/** A job's report as names and values. */
export function listReportFacts(report: JobReport): readonly ReportFact[] {
  switch (report.type) {
    case "none":
    case "snapshot":
      return [];
    case "checkout":
      return checkoutFacts(report.checkout);
    case "branch":
      return [
        { name: "Branch", value: report.branch, isCode: true },
        { name: report.created ? "Created at" : "Was there, at", value: report.head, isCode: true },
      ];
    case "anchor":
      return [
        { name: "Commit", value: report.commit, isCode: true },
        { name: "Branch", value: report.branch ?? "none: HEAD is detached", isCode: report.branch !== null },
        { name: "Tree", value: report.treeId, isCode: true },
        { name: "Locked version", value: report.lockedVersion ?? "not locked" },
      ];
    case "commit":
      return [
        { name: "Commit", value: report.commit, isCode: true },
        { name: "Paths", value: report.paths.join(", "), isCode: true },
      ];
    case "edit":
      return [{ name: "Changed", value: report.paths.length === 0 ? "nothing: it was so already" : report.paths.join(", "), isCode: report.paths.length > 0 }];
  }
}

function checkoutFacts({ branch, head, clean, changedCount, changedPaths, requirement, lockedVersion, schemaVersion }: Checkout): readonly ReportFact[] {
  return [
    { name: "Locked version", value: lockedVersion ?? "not locked" },
    { name: "Requirement", value: requirement ?? "not in mix.exs", isCode: requirement !== null },
    { name: "Schema version", value: schemaVersion ?? "no such line in config/config.exs" },
    { name: "Branch", value: branch ?? "none: HEAD is detached", isCode: branch !== null },
    { name: "Commit", value: head ?? "none yet", isCode: head !== null },
    {
      name: "Uncommitted",
      value: clean
        ? "nothing"
        : `${changedCount} ${changedCount === 1 ? "path" : "paths"}: ${changedPaths.slice(0, 5).join(", ")}${changedCount > 5 ? " …" : ""}`,
    },
  ];
}
