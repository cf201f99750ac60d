"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { draftsSchema, mentionsSchema, peopleNamesSchema, threadAnchorsSchema, type ThreadAnchor, type WaitingMention } from "@/lib/contract/comments-api";
import { load, RefusalError, send } from "../send";

const MENTIONS = ["fleet", "mentions"] as const;

/** Where the threads of an upgrade stand in a snapshot, by thread; asked again when there are more. */
export function useThreadAnchors(upgradeId: string, snapshot: number | null, threads: number) {
  return useQuery({
    queryKey: ["thread-anchors", upgradeId, snapshot, threads],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, ThreadAnchor>> => {
      const { anchors } = await load(threadAnchorsSchema, `/api/upgrades/${upgradeId}/threads?snapshot=${snapshot}`, signal);
      return new Map(anchors.map((anchor) => [anchor.threadId, anchor]));
    },
    enabled: snapshot !== null && threads > 0,
    placeholderData: (before) => before,
    structuralSharing: false,
  });
}

/** The key under which my drafts on an upgrade are kept. */
export function draftsKey(upgradeId: string) {
  return ["upgrade", upgradeId, "drafts"] as const;
}

/** My drafts on an upgrade as the server has them. */
export function useSavedDrafts(upgradeId: string) {
  return useQuery({ queryKey: draftsKey(upgradeId), queryFn: async ({ signal }) => loadDrafts(upgradeId, signal) });
}

/** The drafts as they are on the server now. @throws RefusalError */
export async function loadDrafts(upgradeId: string, signal?: AbortSignal) {
  return (await load(draftsSchema, `/api/upgrades/${upgradeId}/drafts`, signal)).drafts;
}

/** Whom a comment can call. */
export function usePeopleNames() {
  return useQuery({ queryKey: ["people", "names"], queryFn: async ({ signal }) => (await load(peopleNamesSchema, "/api/people/names", signal)).people });
}

/** What calls me and waits for me, in every open upgrade; kept fresh by live events. */
export function useMentions() {
  return useQuery({ queryKey: MENTIONS, queryFn: async ({ signal }) => (await load(mentionsSchema, "/api/mentions", signal)).mentions });
}

/** Says that I have read what calls me in an upgrade, up to a record. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (read: { readonly upgradeId: string; readonly seq: number }) => {
      const result = await send(mentionsSchema, "/api/mentions/read", { body: read });
      if (!result.ok) throw new RefusalError(result.error);
      return result.value.mentions;
    },
    onSuccess: (mentions) => client.setQueryData<WaitingMention[]>(MENTIONS, mentions),
  });
}
