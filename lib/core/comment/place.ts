import { z } from "zod";
import { placementSchema } from "@/lib/core/classify/category";
import { digestSchema } from "@/lib/core/digest";

/** One changed line of a hunk: `offset` counts the hunk's removed (`old`) or added (`new`) lines from 0. */
export const linePlaceSchema = z.object({ side: z.enum(["old", "new"]), offset: z.int().min(0) }).readonly();
export type LinePlace = z.infer<typeof linePlaceSchema>;

/** What a comment is about: a hunk of a snapshot, or one changed line of it. */
export const commentTargetSchema = z.object({ snapshot: z.int().min(1), hunkId: digestSchema, line: linePlaceSchema.nullable() }).readonly();
export type CommentTarget = z.infer<typeof commentTargetSchema>;

/** Where a thread was opened, with what stood there: it can be read when the hunk is gone. */
export const threadPlaceSchema = z
  .object({
    snapshot: z.int().min(1),
    hunkId: digestSchema,
    fingerprint: digestSchema,
    path: z.string(),
    /** The bucket the hunk was in. */
    placement: placementSchema,
    /** Null: the hunk as a whole. `number` is the line's own in that snapshot, `text` how it read. */
    line: z
      .object({ side: z.enum(["old", "new"]), offset: z.int().min(0), number: z.int().min(1), text: z.string() })
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
