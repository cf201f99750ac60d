"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useMe } from "@/lib/browser/providers";
import { draftsKey, loadDrafts, usePeopleNames, useSavedDrafts, useThreadAnchors } from "@/lib/browser/queries/comments";
import { send } from "@/lib/browser/send";
import { draftsSchema, type DraftTarget, type ThreadAnchor } from "@/lib/contract/comments-api";
import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import { countThreads } from "@/lib/core/comment/view-comments";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { createDraftStore, type DraftOutline, type DraftStore, type OpenDraft } from "./draft-store";

/** What every part of the comments on a page knows. */
export type CommentsView = {
  readonly upgrade: Upgrade;
  readonly me: Person;
  /** By thread; empty until they are known. */
  readonly anchors: ReadonlyMap<string, ThreadAnchor>;
  /** Open threads by file and by bucket, where they are shown. */
  readonly counts: ReturnType<typeof countThreads>;
  readonly people: readonly Pick<Person, "id" | "name" | "roles">[];
  readonly store: DraftStore;
  /** Why I cannot comment; undefined when I can. */
  readonly whyNot: string | undefined;
  /** The draft whose field is open. */
  readonly editing: string | null;
  readonly edit: (draftId: string | null) => void;
  /** Opens the field for a place or an answer. */
  readonly write: (target: DraftTarget) => void;
};

const CommentsContext = createContext<CommentsView | null>(null);
/** Long enough that a word is not saved letter by letter. */
const PAUSE_MS = 700;
const NOBODY: CommentsView["people"] = [];

export type CommentsProviderProps = {
  readonly upgrade: Upgrade;
  /** The snapshot that is shown; null before the first. */
  readonly snapshot: number | null;
  readonly children: ReactNode;
};

/** Threads and my drafts for everything below it. */
export function CommentsProvider({ upgrade, snapshot, children }: CommentsProviderProps) {
  const me = useMe();
  const client = useQueryClient();
  const [store] = useState(() => createStore(upgrade.id, client));
  const [editing, edit] = useState<string | null>(null);
  const { data: anchors = NO_ANCHORS } = useThreadAnchors(upgrade.id, snapshot, upgrade.threads.length);
  const { data: people = NOBODY } = usePeopleNames();
  const { data: saved } = useSavedDrafts(upgrade.id);
  useEffect(() => {
    if (saved) store.load(saved);
  }, [store, saved]);
  useSavedOnLeave(store);
  const whyNot = describeWhyNot(upgrade, me);
  const counts = useMemo(() => countThreads(upgrade.threads, anchors), [upgrade.threads, anchors]);
  const view = useMemo(
    () => ({ upgrade, me, anchors, counts, people, store, whyNot, editing, edit, write: (target: DraftTarget) => edit(store.open(target)) }),
    [upgrade, me, anchors, counts, people, store, whyNot, editing],
  );
  return <CommentsContext value={view}>{children}</CommentsContext>;
}

const NO_ANCHORS: CommentsView["anchors"] = new Map();

/** The comments of this page. @throws outside of one. */
export function useComments(): CommentsView {
  const view = useContext(CommentsContext);
  if (!view) throw new Error("useComments outside CommentsProvider");
  return view;
}

/** Which drafts there are; the same list until one comes or goes. */
export function useDraftOutline(): readonly DraftOutline[] {
  const { store } = useComments();
  return useSyncExternalStore(store.subscribe, store.outline, store.outline);
}

/** One draft as it is written; undefined when it is gone. */
export function useOpenDraft(id: string): OpenDraft | undefined {
  const { store } = useComments();
  const get = () => store.get(id);
  return useSyncExternalStore(store.subscribe, get, get);
}

function createStore(upgradeId: string, client: QueryClient): DraftStore {
  const path = `/api/upgrades/${upgradeId}/drafts`;
  const request = async (to: string, body: unknown) => {
    const result = await send(draftsSchema, to, { body, keepalive: true });
    if (!result.ok) return result;
    client.setQueryData(draftsKey(upgradeId), result.value.drafts);
    return { ok: true as const, value: result.value.drafts };
  };
  return createDraftStore({
    server: {
      save: ({ id, base, target, body, mustFix }) => request(path, { id, base, target, body, mustFix }),
      discard: (ids) => request(`${path}/discard`, { ids }),
      list: () => loadDrafts(upgradeId),
    },
    newId: newDraftId,
    later: (run) => {
      const timer = setTimeout(run, PAUSE_MS);
      return () => clearTimeout(timer);
    },
  });
}

/** Not `randomUUID`: a dashboard in a local network may be read without TLS. */
function newDraftId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Saves what is written when the page is hidden or left. */
function useSavedOnLeave(store: DraftStore): void {
  useEffect(() => {
    const save = () => void store.flush();
    document.addEventListener("visibilitychange", save);
    window.addEventListener("pagehide", save);
    return () => {
      document.removeEventListener("visibilitychange", save);
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [store]);
}

function describeWhyNot(upgrade: Upgrade, me: Person): string | undefined {
  if (upgrade.ending) return `This upgrade was ${upgrade.ending.type}; its comments can be read, not continued.`;
  return canDo(me, "comment.write") ? undefined : "Comments take one of the roles reviewer, tech lead, QA or operator.";
}
