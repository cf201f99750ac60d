"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { TimeAgo } from "@/components/ui/time-ago";
import { useMarkRead } from "@/lib/browser/queries/comments";
import { commentsPath } from "@/lib/browser/upgrade/paths";
import type { WaitingMention } from "@/lib/contract/comments-api";

/** The element that takes the focus when keys move over the list. */
export function mentionLinkId({ upgradeId, seq }: WaitingMention): string {
  return `mention-${upgradeId}-${seq}`;
}

const LONGEST = 140;

/** A comment that calls me: who wrote what where, until I answer it, it is resolved or I have read it. */
export function MentionEntry({ mention, first }: { mention: WaitingMention; first: boolean }) {
  const { upgradeId, seq, appName, laneTitle, threadId, by, at, body, place } = mention;
  const { mutate, isPending } = useMarkRead();
  const text = body.replace(/\s+/g, " ");
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3.5 py-2.5 last:border-b-0">
      <Icon name="comment" />
      <p className="min-w-0 flex-1 basis-64 break-words">
        <b className="semi">{appName}</b> <Chip>{laneTitle}</Chip>{" "}
        <span className="q2">
          {by} calls you on {place}: “{text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”
        </span>
      </p>
      <span className="q small">
        for <TimeAgo at={at} suffix={false} />
      </span>
      <Button variant="quiet" busy={isPending} onClick={() => mutate({ upgradeId, seq })}>
        Mark as read
      </Button>
      <ButtonLink variant={first ? "primary" : "default"} id={mentionLinkId(mention)} href={commentsPath(upgradeId, threadId)}>
        Open the comment
      </ButtonLink>
    </li>
  );
}
