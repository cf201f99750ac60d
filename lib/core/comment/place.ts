import { z } from "zod";
import { placementSchema } from "@/lib/core/classify/category";
import { digestSchema } from "@/lib/core/digest";

const OFFSET_LIMIT = 10_000_000;
const changedLineSchema = z.object({ side: z.enum(["old", "new"]), offset: z.int().min(0) });
const unchangedLineSchema = z.object({ side: z.literal("unchanged"), offset: z.int().min(-OFFSET_LIMIT).max(OFFSET_LIMIT) });

/**
 * One line of a hunk: `offset` counts its removed (`old`) or added (`new`) lines from 0. Or an unchanged line near it: from 0
 * on those after the hunk, from -1 backwards those before it.
 */
export const linePlaceSchema = z.discriminatedUnion("side", [changedLineSchema, unchangedLineSchema]);
export type LinePlace = z.infer<typeof linePlaceSchema>;

/** What a comment is about: a hunk of a snapshot, or one line of it. */
export const commentTargetSchema = z.object({ snapshot: z.int().min(1), hunkId: digestSchema, line: linePlaceSchema.nullable() }).readonly();
export type CommentTarget = z.infer<typeof commentTargetSchema>;

const QUOTED = { number: z.int().min(1), text: z.string() };

/** Where a thread was opened, with what stood there: it can be read when the hunk is gone. */
export const threadPlaceSchema = z
  .object({
    snapshot: z.int().min(1),
    hunkId: digestSchema,
    fingerprint: digestSchema,
    path: z.string(),
    /** The bucket the hunk was in. */
    placement: placementSchema,
    /** Null: the hunk as a whole. `number` is the line's own in that snapshot (after the change, of an unchanged one), `text` how it read. */
    line: z
      .discriminatedUnion("side", [changedLineSchema.extend(QUOTED), unchangedLineSchema.extend(QUOTED)])
      .readonly()
      .nullable(),
  })
  .readonly();
export type ThreadPlace = z.infer<typeof threadPlaceSchema>;

/** "lib/harbor_web/router.ex, line 12": a place in words. */
export function describePlace({ path, line }: Pick<ThreadPlace, "path" | "line">): string {
  if (line === null) return path;
  return `${path}, ${line.side === "old" ? "removed line" : "line"} ${line.number}`;
}
