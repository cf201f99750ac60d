import { z } from "zod";
import { digestSchema } from "@/lib/core/digest";

/** What happened to a file between two trees. A type change (file to symlink) is `typechange`. */
export const changeKindSchema = z.enum(["added", "deleted", "modified", "renamed", "copied", "typechange"]);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** One contiguous block of changed lines, as `git diff -U0` gives it. */
export const hunkSchema = z
  .object({
    /** Content identity (DESIGN section 3, "Hunk identity"). */
    id: digestSchema,
    /** As `id`, with the app's module and OTP names masked: the same hunk in another app. */
    fingerprint: digestSchema,
    /** First line of the block before the change, 1-based; 0 when nothing stands before it. */
    oldStart: z.int().min(0),
    oldLines: z.int().min(0),
    newStart: z.int().min(0),
    newLines: z.int().min(0),
  })
  .readonly();
export type Hunk = z.infer<typeof hunkSchema>;

/** One file's part of the difference between the rollback anchor and the checkout. */
export const changeSchema = z
  .object({
    /** Path text after the change (before it, for a deletion), `/`-separated; see `path-text.ts` for bytes that are no UTF-8. */
    path: z.string(),
    /** Path before the change; differs from `path` only for a rename or copy. */
    oldPath: z.string(),
    kind: changeKindSchema,
    /** Git file mode before, `000000` for an added file. */
    oldMode: z.string(),
    newMode: z.string(),
    /** Git blob id before, all zeros for an added file. */
    oldOid: z.string(),
    newOid: z.string(),
    binary: z.boolean(),
    additions: z.int().min(0),
    deletions: z.int().min(0),
  })
  .readonly();
export type Change = z.infer<typeof changeSchema>;
