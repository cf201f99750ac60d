import type { BrowserRefusal } from "@/lib/browser/send";
import type { CommentDraft, DraftTarget } from "@/lib/contract/comments-api";
import type { Result } from "@/lib/core/result";

/** `changed`: something else was saved meanwhile, and one of both has to be chosen. */
export type DraftState = "saved" | "unsaved" | "saving" | "failed" | "changed";

/** A draft as it is in this window. */
export type OpenDraft = {
  readonly id: string;
  readonly target: DraftTarget;
  readonly body: string;
  readonly mustFix: boolean;
  /** The saved version it goes on from; 0 while it was never saved. */
  readonly base: number;
  readonly state: DraftState;
  /** Why it could not be saved. */
  readonly message: string;
};

/** What the list of drafts shows; it changes when one comes or goes, not with every letter. */
export type DraftOutline = Pick<OpenDraft, "id" | "target"> & { readonly isEmpty: boolean };

export type DraftServer = {
  readonly save: (draft: Pick<OpenDraft, "id" | "base" | "target" | "body" | "mustFix">) => Promise<Result<readonly CommentDraft[], BrowserRefusal>>;
  readonly discard: (ids: readonly string[]) => Promise<Result<readonly CommentDraft[], BrowserRefusal>>;
  readonly list: () => Promise<readonly CommentDraft[]>;
};

export type DraftStoreOptions = {
  readonly server: DraftServer;
  readonly newId: () => string;
  /** Runs something when nothing was written for a moment; returns how to call it off. */
  readonly later: (run: () => void) => () => void;
};

export type DraftStore = ReturnType<typeof createDraftStore>;

/**
 * The drafts of a page: every change is kept here at once and saved a moment later, one save of a draft at a time.
 * What is not saved yet is never replaced by what comes from the server.
 */
export function createDraftStore({ server, newId, later }: DraftStoreOptions) {
  const drafts = new Map<string, OpenDraft>();
  const waiting = new Map<string, () => void>();
  const saving = new Map<string, Promise<void>>();
  const listeners = new Set<() => void>();
  let outline: readonly DraftOutline[] = [];

  function put(draft: OpenDraft): void {
    drafts.set(draft.id, draft);
    tell();
  }

  function drop(id: string): void {
    waiting.get(id)?.();
    waiting.delete(id);
    if (drafts.delete(id)) tell();
  }

  function tell(): void {
    const next = [...drafts.values()].map(({ id, target, body }) => ({ id, target, isEmpty: body.trim() === "" }));
    const isSame = next.length === outline.length && next.every(({ id, isEmpty }, at) => outline[at]?.id === id && outline[at]?.isEmpty === isEmpty);
    if (!isSame) outline = next;
    for (const listener of listeners) listener();
  }

  function schedule(id: string): void {
    waiting.get(id)?.();
    waiting.set(
      id,
      later(() => void save(id)),
    );
  }

  async function save(id: string): Promise<void> {
    waiting.get(id)?.();
    waiting.delete(id);
    await saving.get(id);
    const draft = drafts.get(id);
    if (!draft || (draft.state !== "unsaved" && draft.state !== "failed")) return;
    if (draft.base === 0 && draft.body.trim() === "") return;
    put({ ...draft, state: "saving", message: "" });
    const run = send(draft).finally(() => saving.delete(id));
    saving.set(id, run);
    await run;
  }

  async function send(sent: OpenDraft): Promise<void> {
    const result = await server.save(sent);
    const draft = drafts.get(sent.id);
    if (!draft) return;
    if (result.ok) return put({ ...draft, base: sent.base + 1, state: draft.state === "saving" ? "saved" : draft.state });
    const state = result.error.code === "content-changed" ? "changed" : "failed";
    put({ ...draft, state, message: result.error.message });
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    outline: () => outline,
    get: (id: string) => drafts.get(id),

    /** Takes what the server has; what is not saved here stays as it is. */
    load(saved: readonly CommentDraft[]): void {
      for (const { id, state, base } of drafts.values()) {
        if (state === "saved" && base > 0 && !saved.some((draft) => draft.id === id)) drafts.delete(id);
      }
      for (const { id, target, body, mustFix, version } of saved) {
        const known = drafts.get(id);
        if (!known || (known.state === "saved" && known.base < version))
          drafts.set(id, { id, target, body, mustFix, base: version, state: "saved", message: "" });
      }
      tell();
    },

    /** The draft for a target: the one that is there, or a new one, which is saved once something is written. */
    open(target: DraftTarget): string {
      const known = [...drafts.values()].find((draft) => isSameTarget(draft.target, target));
      if (known) return known.id;
      const id = newId();
      put({ id, target, body: "", mustFix: false, base: 0, state: "unsaved", message: "" });
      return id;
    },

    write(id: string, change: Partial<Pick<OpenDraft, "body" | "mustFix">>): void {
      const draft = drafts.get(id);
      if (!draft) return;
      put({ ...draft, ...change, state: draft.state === "changed" ? "changed" : "unsaved" });
      if (draft.state !== "changed") schedule(id);
    },

    /** Saves everything that is not saved; whether everything is. */
    async flush(): Promise<boolean> {
      await Promise.all(
        [...drafts.keys()].map(async (id) => {
          await save(id);
          await save(id);
        }),
      );
      return [...drafts.values()].every(({ state, body, base }) => state === "saved" || (base === 0 && body.trim() === ""));
    },

    /** Discards a draft here and on the server; it stays when the server could not be asked. */
    async discard(id: string): Promise<void> {
      waiting.get(id)?.();
      await saving.get(id);
      const draft = drafts.get(id);
      if (!draft) return;
      if (draft.base === 0) return drop(id);
      const result = await server.discard([id]);
      if (result.ok) drop(id);
      else put({ ...draft, state: "failed", message: result.error.message });
    },

    /** Takes away an empty draft that was never saved, when its field is left. */
    leave(id: string): void {
      const draft = drafts.get(id);
      if (draft?.base === 0 && draft.body.trim() === "") drop(id);
      else void save(id);
    },

    /** Settles a draft that was changed elsewhere too: by what is written here, or by what was saved there. */
    async settle(id: string, by: "here" | "there"): Promise<void> {
      const draft = drafts.get(id);
      if (draft?.state !== "changed") return;
      const there = (await server.list()).find((other) => other.id === id);
      if (by === "there") {
        drop(id);
        if (there) put({ id, target: there.target, body: there.body, mustFix: there.mustFix, base: there.version, state: "saved", message: "" });
        return;
      }
      if (there) {
        put({ ...draft, base: there.version, state: "unsaved", message: "" });
        return save(id);
      }
      const renewed = newId();
      drop(id);
      put({ ...draft, id: renewed, base: 0, state: "unsaved", message: "" });
      return save(renewed);
    },

    /** Takes away what was published. */
    forget(ids: readonly string[]): void {
      for (const id of ids) drop(id);
    },
  };
}

function isSameTarget(one: DraftTarget, other: DraftTarget): boolean {
  if (one.type === "thread") return other.type === "thread" && one.threadId === other.threadId;
  if (other.type === "thread" || one.place.hunkId !== other.place.hunkId) return false;
  return one.place.line?.side === other.place.line?.side && one.place.line?.offset === other.place.line?.offset;
}
