import type { WaitingMention } from "@/lib/contract/comments-api";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { describePlace } from "./place";
import { isOpen, type Thread } from "./thread";

/**
 * Comments that call a person and wait for them: in an open thread of an open upgrade, after what they read last, and
 * after what they last said in that thread. Answering or resolving ends the wait; nothing has to be stored for that.
 */
export function listWaitingMentions(upgrade: Upgrade, personId: string, readSeq: number): readonly WaitingMention[] {
  if (upgrade.ending) return [];
  const { id: upgradeId, app, lane } = upgrade;
  return upgrade.threads.filter(isOpen).flatMap((thread) =>
    listCalls(thread, personId)
      .filter(({ seq }) => seq > readSeq)
      .map(({ seq, by, at, body }) => ({
        upgradeId,
        appName: app.name,
        laneTitle: lane.shortTitle,
        threadId: thread.id,
        seq,
        by: by.name,
        at,
        body,
        place: describePlace(thread.place),
      })),
  );
}

/** The comments of a thread that call a person since they last said something in it. */
export function listCalls({ comments }: Thread, personId: string): Thread["comments"] {
  const standing = comments.filter(({ withdrawnAt }) => withdrawnAt === null);
  const own = standing.findLastIndex(({ by }) => by.id === personId);
  return standing.slice(own + 1).filter(({ mentions }) => mentions.some(({ id }) => id === personId));
}
