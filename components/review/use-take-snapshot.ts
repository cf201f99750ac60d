"use client";

import { useCommands } from "@/components/shell/use-commands";
import { useCommand } from "@/lib/browser/queries/upgrade";
import { canDo } from "@/lib/core/people/permission";
import { findActiveAttempt } from "@/lib/core/upgrade/upgrade";
import { useReview } from "./review-context";

/** Asks for a snapshot, from the menu or the palette; says why not where that is known before. */
export function useTakeSnapshot() {
  const { upgrade, me } = useReview();
  const { mutate, reset, refusal, isPending } = useCommand(upgrade.id);
  const whyNot = whyNoSnapshot();
  const take = () => mutate({ type: "take-snapshot" });
  useCommands(
    whyNot === undefined ? [{ title: upgrade.app.name, commands: [{ label: "Take a snapshot", onSelect: take, keywords: ["review", "refresh"] }] }] : [],
  );
  return { take, reset, refusal, isPending, whyNot };

  function whyNoSnapshot(): string | undefined {
    if (upgrade.ending) return `This upgrade was ${upgrade.ending.type}.`;
    if (!canDo(me, "snapshot.take")) return "Only a reviewer, tech lead or operator can.";
    if (!upgrade.anchor) return "There is no rollback anchor yet.";
    if (findActiveAttempt(upgrade)) return "Something is running for this app.";
    return undefined;
  }
}

export type TakeSnapshot = ReturnType<typeof useTakeSnapshot>;
