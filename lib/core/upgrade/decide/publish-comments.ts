import type { Mention } from "@/lib/core/comment/mention";
import { describePlace, type ThreadPlace } from "@/lib/core/comment/place";
import { isShown, LONGEST_COMMENT } from "@/lib/core/comment/thread";
import { canDo } from "@/lib/core/people/permission";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import type { Upgrade } from "../upgrade";
import { requireOpen, type Decision, type NewEvent } from "./decision";

/** One comment about to be published: it opens a thread at a place, or goes on with one. */
export type NewComment = {
  readonly commentId: string;
  readonly body: string;
  readonly mentions: readonly Mention[];
  readonly target: { readonly type: "place"; readonly threadId: string; readonly place: ThreadPlace } | { readonly type: "thread"; readonly threadId: string };
  readonly mustFix: boolean;
};

/** Publishes comments together: all of them, or none when one cannot be. */
export function decidePublish(upgrade: Upgrade, person: Person, comments: readonly NewComment[]): Decision {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  if (comments.length === 0) return refuse("bad-input", "There is nothing to publish.");
  const events: NewEvent[] = [];
  for (const comment of comments) {
    const event = toEvent(upgrade, person, comment);
    if (!event.ok) return event;
    events.push(event.value);
  }
  return ok(events);
}

/** The words of a comment without the space around them; refused when there are none, or too many. */
export function requireWords(body: string, where: string): Result<string, Refusal> {
  const words = body.trim();
  if (words === "") return refuse("bad-input", `The comment on ${where} is empty. Write something, or discard it.`);
  if (words.length > LONGEST_COMMENT) {
    return refuse(
      "bad-input",
      `The comment on ${where} has ${words.length} characters; expected at most ${LONGEST_COMMENT}. Nothing was published, and the draft is kept.`,
    );
  }
  return ok(words);
}

function toEvent(upgrade: Upgrade, person: Person, { commentId, body, mentions, target, mustFix }: NewComment): Result<NewEvent, Refusal> {
  const actor = toActor(person);
  const { threadId } = target;
  const thread = target.type === "thread" ? upgrade.threads.find(({ id }) => id === threadId) : undefined;
  const place = target.type === "place" ? target.place : thread?.place;
  if (!place || (thread && !isShown(thread))) return refuse("not-found", "The thread you answered is not there any more. Your draft is kept.");
  const words = requireWords(body, describePlace(place));
  if (!words.ok) return words;
  if (target.type === "thread") return ok({ actor, event: { type: "comment.answered", threadId, path: place.path, commentId, body: words.value, mentions } });
  if (mustFix && !canDo(person, "comment.hold")) return refuse("not-allowed", "Only a reviewer or a tech lead can mark a comment as must fix.");
  return ok({ actor, event: { type: "comment.published", threadId, commentId, place: target.place, mustFix, body: words.value, mentions } });
}
