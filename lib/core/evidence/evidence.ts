import { z } from "zod";
import { digestSchema } from "@/lib/core/digest";

export const EVIDENCE_TYPES = ["image/png", "text/plain"] as const;
/** A picture as it is stored. */
export const MOST_PICTURE_BYTES = 8 * 1_024 * 1_024;
/** Longest side and number of points of a picture; more is never needed to see what a page shows. */
export const MOST_PICTURE_SIDE = 4_096;
export const MOST_PICTURE_POINTS = 6_000_000;
export const MOST_TEXT_BYTES = 256 * 1_024;
/** Pieces of evidence with one answer. */
export const MOST_EVIDENCE = 8;

/** What a person shows with an answer: a picture or a text, stored as a blob. */
export const evidenceSchema = z
  .object({
    blob: digestSchema,
    type: z.enum(EVIDENCE_TYPES),
    sizeBytes: z.int().min(1),
    /** What it shows, in its person's words. */
    shows: z.string().max(200),
  })
  .readonly();
export type Evidence = z.infer<typeof evidenceSchema>;

/** Evidence as a command names it: the upload it belongs to, and what it shows. */
export const evidenceRefSchema = z.strictObject({ blob: digestSchema, shows: z.string().trim().max(200) });
export type EvidenceRef = z.infer<typeof evidenceRefSchema>;
