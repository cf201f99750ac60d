import { assertNever } from "@/lib/core/assert-never";
import { describePlace } from "@/lib/core/comment/place";
import { joinAnd } from "@/lib/core/join-words";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { code, type Phrase, say, sayWords } from "./phrase";

type AboutComment = Extract<UpgradeEvent, { type: `comment.${string}` }>;

/** What was said in a comment or about one, without who said it. */
export function sayComment(event: AboutComment): readonly Phrase[] {
  switch (event.type) {
    case "comment.published": {
      const mark = event.mustFix ? ", marked as must fix" : "";
      return say`commented on ${code(describePlace(event.place))} of snapshot ${event.place.snapshot}${mark}${sayCalled(event)}${sayWords(event.body)}`;
    }
    case "comment.answered":
      return say`answered a comment on ${code(event.path)}${sayCalled(event)}${sayWords(event.body)}`;
    case "comment.resolved":
      return say`resolved a comment on ${code(event.path)}${sayWords(event.reason)}`;
    case "comment.reopened":
      return say`reopened a comment on ${code(event.path)}${sayWords(event.reason)}`;
    case "comment.edited":
      return say`changed a comment on ${code(event.path)}${sayCalled(event)}${sayWords(event.body)}`;
    case "comment.withdrawn":
      return say`withdrew a comment on ${code(event.path)}`;
    default:
      return assertNever(event);
  }
}

function sayCalled({ mentions }: { readonly mentions: readonly { readonly name: string }[] }): string {
  return mentions.length === 0 ? "" : `, calling ${joinAnd(mentions.map(({ name }) => name))}`;
}
