/** Expected "no"s, each with a sentence saying what to do. */
export const REFUSAL_CODES = [
  "not-found",
  "not-allowed",
  "bad-input",
  "upgrade-ended",
  "app-has-open-upgrade",
  "nobody-can-sign",
  "unknown-step",
  "wrong-kind",
  "requirements-open",
  "does-not-apply",
  "already-settled",
  "attempt-running",
  "server-running",
  "nothing-running",
  "gate-closed",
  "reason-missing",
  "not-waivable",
  "no-anchor",
  "no-snapshot",
  "content-changed",
  "expectation-open",
  "hunks-unopened",
  "unknown-hunk",
  "unknown-item",
  "bad-evidence",
  "not-yours",
  "not-all-settled",
  "ran-on-changed",
  "agent-unreachable",
  "agent-refused",
  "taken",
  "prove-again",
  "proof-wrong",
  "too-often",
  "too-many-changes",
  "storage-unavailable",
  "backup-failed",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type Refusal = {
  readonly code: RefusalCode;
  readonly message: string;
  /** What holds the thing back, one sentence each. */
  readonly details: readonly string[];
};

/** A refusal in one line. */
export function refuse(code: RefusalCode, message: string, details: readonly string[] = []): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, message, details } };
}
