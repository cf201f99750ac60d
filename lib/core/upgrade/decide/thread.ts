import type { Mention } from "@/lib/core/comment/mention";
import { describePlace } from "@/lib/core/comment/place";
import { authorOf, isHolding, isShown, type Comment, type Thread } from "@/lib/core/comment/thread";
import { canDo } from "@/lib/core/people/permission";
import { toActor, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import type { Upgrade } from "../upgrade";
import { requireOpen, type Decision } from "./decision";
import { requireWords } from "./publish-comments";

type ThreadRef = { readonly threadId: string };
type CommentRef = ThreadRef & { readonly commentId: string };

/** Closes a thread. What must be fixed is closed by whoever asked for it, or by a tech lead who says why. */
export function decideResolve(upgrade: Upgrade, person: Person, { threadId, reason }: ThreadRef & { readonly reason: string }): Decision {
  const found = findThread(upgrade, threadId);
  if (!found.ok) return found;
  const thread = found.value;
  if (thread.resolved) return refuse("already-settled", `${thread.resolved.by.kind === "person" ? thread.resolved.by.name : "Somebody"} resolved it already.`);
  const author = authorOf(thread);
  if (isHolding(thread) && author.id !== person.id) {
    if (!canDo(person, "comment.overrule"))
      return refuse("not-yours", `${author.name} marked it as must fix: only they, or a tech lead with a reason, can resolve it.`);
    if (reason.trim() === "") return refuse("reason-missing", `Say why what ${author.name} marked as must fix is settled.`);
  }
  return ok([{ actor: toActor(person), event: { type: "comment.resolved", threadId, path: thread.place.path, reason: reason.trim() } }]);
}

/** Opens a resolved thread again; one that must be fixed holds its category again. */
export function decideReopenThread(upgrade: Upgrade, person: Person, { threadId, reason }: ThreadRef & { readonly reason: string }): Decision {
  const found = findThread(upgrade, threadId);
  if (!found.ok) return found;
  if (!found.value.resolved) return refuse("already-settled", "It is open already.");
  return ok([{ actor: toActor(person), event: { type: "comment.reopened", threadId, path: found.value.place.path, reason: reason.trim() } }]);
}

/** Changes one's own comment; how it read before stays in the record. */
export function decideEditComment(
  upgrade: Upgrade,
  person: Person,
  { threadId, commentId, body, mentions }: CommentRef & { readonly body: string; readonly mentions: readonly Mention[] },
): Decision {
  const found = findOwnComment(upgrade, person, { threadId, commentId });
  if (!found.ok) return found;
  const words = requireWords(body, describePlace(found.value.thread.place));
  if (!words.ok) return words;
  if (words.value === found.value.comment.body) return ok([]);
  return ok([
    { actor: toActor(person), event: { type: "comment.edited", threadId, path: found.value.thread.place.path, commentId, body: words.value, mentions } },
  ]);
}

/** Takes one's own comment back; it is no longer shown, and stays in the record. */
export function decideWithdrawComment(upgrade: Upgrade, person: Person, ref: CommentRef): Decision {
  const found = findOwnComment(upgrade, person, ref);
  if (!found.ok) return found;
  const { threadId, commentId } = ref;
  return ok([{ actor: toActor(person), event: { type: "comment.withdrawn", threadId, path: found.value.thread.place.path, commentId } }]);
}

function findThread(upgrade: Upgrade, threadId: string): Result<Thread, Refusal> {
  const open = requireOpen(upgrade);
  if (!open.ok) return open;
  const thread = upgrade.threads.find(({ id }) => id === threadId);
  return thread && isShown(thread) ? ok(thread) : refuse("not-found", "There is no such thread.");
}

function findOwnComment(
  upgrade: Upgrade,
  person: Person,
  { threadId, commentId }: CommentRef,
): Result<{ readonly thread: Thread; readonly comment: Comment }, Refusal> {
  const thread = findThread(upgrade, threadId);
  if (!thread.ok) return thread;
  const comment = thread.value.comments.find(({ id }) => id === commentId);
  if (!comment || comment.withdrawnAt !== null) return refuse("not-found", "There is no such comment.");
  if (comment.by.id !== person.id) return refuse("not-yours", `Only ${comment.by.name} can change what they wrote.`);
  return ok({ thread: thread.value, comment });
}
