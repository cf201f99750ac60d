"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { draftsKey } from "@/lib/browser/queries/comments";
import { useCommand } from "@/lib/browser/queries/upgrade";
import type { BrowserRefusal } from "@/lib/browser/send";
import type { CommentDraft } from "@/lib/contract/comments-api";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { useComments } from "./comments-view";

export type WithDecision = Extract<UpgradeCommandInput, { type: "publish-comments" }>["decision"];
type Publish = { readonly draftIds: readonly string[]; readonly decision: WithDecision; readonly onDone: () => void };

const UNSAVED: BrowserRefusal = {
  code: "unreachable",
  message: "Not every draft could be saved, so nothing was published. What you wrote is still here.",
  details: [],
};

/** Publishes drafts once everything that was written is saved. */
export function usePublish() {
  const { upgrade, store, edit } = useComments();
  const client = useQueryClient();
  const { mutate, isPending, refusal, reset } = useCommand(upgrade.id);
  const [isSaving, setIsSaving] = useState(false);
  const [unsaved, setUnsaved] = useState<BrowserRefusal | null>(null);

  const publish = async ({ draftIds, decision, onDone }: Publish) => {
    setIsSaving(true);
    const isSaved = await store.flush();
    setIsSaving(false);
    setUnsaved(isSaved ? null : UNSAVED);
    if (!isSaved) return;
    mutate(
      { type: "publish-comments", draftIds: [...draftIds], decision },
      {
        onSuccess: () => {
          client.setQueryData<readonly CommentDraft[]>(draftsKey(upgrade.id), (known = []) => known.filter(({ id }) => !draftIds.includes(id)));
          store.forget(draftIds);
          edit(null);
          onDone();
        },
      },
    );
  };

  return {
    publish,
    busy: isPending || isSaving,
    refusal: unsaved ?? refusal,
    closeRefusal: () => {
      setUnsaved(null);
      reset();
    },
  };
}
