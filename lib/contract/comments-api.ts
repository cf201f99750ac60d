import { z } from "zod";
import { placementSchema } from "@/lib/core/classify/category";
import { commentTargetSchema } from "@/lib/core/comment/place";
import { digestSchema } from "@/lib/core/digest";
import { roleSchema } from "@/lib/core/people/person";

/** `GET /api/upgrades/{id}/threads?snapshot=N`: where each thread stands in a snapshot. */
export const threadAnchorSchema = z
  .object({
    threadId: z.string(),
    /** `earlier`: its hunk has changed, and this one took its place. `gone`: nothing did. */
    state: z.enum(["here", "earlier", "gone"]),
    hunkId: digestSchema.nullable(),
    path: z.string(),
    /** The bucket it is shown in. */
    placement: placementSchema,
    /** Null: at the hunk as a whole. */
    line: z
      .object({ side: z.enum(["old", "new"]), number: z.int() })
      .readonly()
      .nullable(),
  })
  .readonly();
export type ThreadAnchor = z.infer<typeof threadAnchorSchema>;
export const threadAnchorsSchema = z.object({ anchors: z.array(threadAnchorSchema).readonly() });

export const draftIdSchema = z.string().regex(/^[A-Za-z0-9-]{8,64}$/, "expected 8 to 64 letters, digits or hyphens");

/** What a draft answers: a place in a snapshot, or a thread. */
export const draftTargetSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("place"), place: commentTargetSchema }),
  z.strictObject({ type: z.literal("thread"), threadId: z.string().max(64) }),
]);
export type DraftTarget = z.infer<typeof draftTargetSchema>;

/** Longer than a comment may be, so that too long a text can be kept while it is shortened. */
const LONGEST_DRAFT = 100_000;

/** A comment that only its author sees yet. */
export const draftSchema = z
  .object({
    id: draftIdSchema,
    target: draftTargetSchema,
    body: z.string(),
    mustFix: z.boolean(),
    /** Grows with every save. */
    version: z.int().min(1),
    savedAt: z.int(),
  })
  .readonly();
export type CommentDraft = z.infer<typeof draftSchema>;

/** `GET /api/upgrades/{id}/drafts`: mine, oldest first. */
export const draftsSchema = z.object({ drafts: z.array(draftSchema).readonly() });
/** `POST /api/upgrades/{id}/drafts`; `base` is the version it was made from, 0 for a new one. */
export const saveDraftSchema = z.strictObject({
  id: draftIdSchema,
  base: z.int().min(0),
  target: draftTargetSchema,
  body: z.string().max(LONGEST_DRAFT, `expected at most ${LONGEST_DRAFT} characters; it was not saved`),
  mustFix: z.boolean(),
});
/** `POST /api/upgrades/{id}/drafts/discard` */
export const discardDraftsSchema = z.strictObject({ ids: z.array(draftIdSchema).max(500) });

/** `GET /api/people/names`: whom a comment can call. */
export const peopleNamesSchema = z.object({ people: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(roleSchema).readonly() })) });

/** `GET /api/mentions`: comments that call me and that I have not answered, in threads that are open. */
export const mentionsSchema = z.object({
  mentions: z.array(
    z.object({
      upgradeId: z.string(),
      appName: z.string(),
      laneTitle: z.string(),
      threadId: z.string(),
      seq: z.int(),
      by: z.string(),
      at: z.int(),
      body: z.string(),
      place: z.string(),
    }),
  ),
});
export type WaitingMention = z.infer<typeof mentionsSchema>["mentions"][number];
/** `POST /api/mentions/read`: I have read what calls me in an upgrade up to a record. */
export const readMentionsSchema = z.strictObject({ upgradeId: z.string().max(64), seq: z.int().min(1) });
