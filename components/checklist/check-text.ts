import type { StatusName } from "@/components/ui/status-name";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";

type Verdict = CheckResult["result"];

/** The three answers to a line, in the order of their buttons. */
export const VERDICTS: readonly Verdict[] = ["pass", "fail", "na"];

export const VERDICT_TEXT: Record<Verdict, { readonly word: string; readonly status: StatusName; readonly ask: string; readonly confirm: string }> = {
  pass: { word: "Pass", status: "done", ask: "What you saw (optional)", confirm: "Record pass" },
  fail: { word: "Fail", status: "failed", ask: "What you saw instead", confirm: "Record fail" },
  na: { word: "Not applicable", status: "na", ask: "Why it does not apply", confirm: "Record as not applicable" },
};

export const NOT_TESTED = { word: "Not tested", status: "never" } as const;
