import type { ThreadPlace } from "@/lib/core/comment/place";
import { sha256Hex } from "@/lib/core/digest";
import type { Person } from "@/lib/core/people/person";
import { decidePublish, type NewComment } from "@/lib/core/upgrade/decide/publish-comments";
import type { History } from "./upgrade-builders";

/** A line of a hunk named `r1` in the router. */
export function aPlace(rest: Partial<ThreadPlace> = {}): ThreadPlace {
  return {
    snapshot: 1,
    hunkId: sha256Hex("r1"),
    fingerprint: sha256Hex("r1"),
    path: "lib/harbor_web/router.ex",
    placement: "router",
    line: { side: "new", offset: 1, number: 12, text: '    get "/", HomeController, :show' },
    ...rest,
  };
}

/** A comment that opens a thread. */
export function aNewComment(threadId: string, rest: Partial<NewComment> & { readonly place?: ThreadPlace } = {}): NewComment {
  const { place = aPlace(), ...given } = rest;
  return { commentId: `${threadId}-1`, body: "Why is this here?", mentions: [], mustFix: false, target: { type: "place", threadId, place }, ...given };
}

/** Publishes comments at once. */
export function publish(history: History, person: Person, ...comments: readonly NewComment[]): History {
  return history.take((upgrade) => decidePublish(upgrade, person, comments));
}

/** Answers in a thread. */
export function reply(history: History, person: Person, threadId: string, rest: Partial<NewComment> = {}): History {
  const commentId = `${threadId}-${(history.upgrade().threads.find(({ id }) => id === threadId)?.comments.length ?? 0) + 1}`;
  return publish(history, person, { commentId, body: "Because.", mentions: [], mustFix: false, target: { type: "thread", threadId }, ...rest });
}
