import { z } from "zod";

/** What a step's output says beyond its exit status. */
export const FINDING_KINDS = [
  "skipped-injection",
  "already-at-version",
  "cloak-key",
  "vault-promoted",
  "data-migration-pending",
  "migration-pending",
  "dirty-tree",
  "downgrade-refused",
  "unknown-option",
  "warning",
  "test-failures",
  "migration-run",
  "newer-line",
  "wrong-series",
  "not-bootable",
  "log-incomplete",
  "injection-failed",
  "locked-version",
  "compile-error",
  "test-summary",
  "tests-missing",
  "migration-failed",
  "migrations-up-to-date",
  "mix-error",
] as const;
export const findingKindSchema = z.enum(FINDING_KINDS);

export const findingSchema = z
  .object({
    kind: findingKindSchema,
    /** `block`: the step cannot count as done. `care`: somebody should look. `note`: good to know. */
    severity: z.enum(["block", "care", "note"]),
    title: z.string(),
    /** What it means and what to do, in a sentence or two. */
    detail: z.string(),
    /** Line of the log, 1-based; null when it follows from the whole. */
    line: z.int().min(1).nullable(),
    /** The thing it is about, for example the file of a skipped injection; empty otherwise. */
    subject: z.string(),
  })
  .readonly();
export type Finding = z.infer<typeof findingSchema>;
