"use client";

import { useCommand } from "@/lib/browser/queries/upgrade";
import type { BrowserRefusal } from "@/lib/browser/send";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { useUpgradeView } from "./upgrade-view";

export type Act = {
  readonly send: (command: UpgradeCommandInput, onDone?: () => void) => void;
  readonly busy: boolean;
  /** Kept until the next try or until it is closed. */
  readonly refusal: BrowserRefusal | null;
  readonly closeRefusal: () => void;
};

/** Sends commands for the upgrade of this page. */
export function useAct(): Act {
  const { upgrade } = useUpgradeView();
  const { mutate, isPending, error, refusal, reset } = useCommand(upgrade.id);
  return {
    send: (command, onDone) => mutate(command, onDone ? { onSuccess: onDone } : {}),
    busy: isPending,
    refusal: refusal ?? (error ? { code: "internal", message: `The answer could not be read: ${error.message}`, details: [] } : null),
    closeRefusal: reset,
  };
}
