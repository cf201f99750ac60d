import { describe, expect, it } from "vitest";
import type { CommentDraft, DraftTarget } from "@/lib/contract/comments-api";
import { err, ok } from "@/lib/core/result";
import { createDraftStore, type DraftServer } from "./draft-store";

const THREAD: DraftTarget = { type: "thread", threadId: "t1" };

/** A server with the rule of the real one, a clock that is told when to go on, and a store of one window. */
function aWindow(saved: Map<string, CommentDraft> = new Map()) {
  const pending = new Set<() => void>();
  const saves: string[] = [];
  let isAway = false;
  let ids = 0;
  const away = () => err({ code: "unreachable" as const, message: "The dashboard did not answer.", details: [] });
  const server: DraftServer = {
    save: async ({ base, ...draft }) => {
      if (isAway) return away();
      saves.push(draft.body);
      if ((saved.get(draft.id)?.version ?? 0) !== base) return err({ code: "content-changed", message: "Changed elsewhere.", details: [] });
      saved.set(draft.id, { ...draft, version: base + 1, savedAt: 1 });
      return ok([...saved.values()]);
    },
    discard: async (gone) => {
      if (isAway) return away();
      for (const id of gone) saved.delete(id);
      return ok([...saved.values()]);
    },
    list: async () => [...saved.values()],
  };
  const store = createDraftStore({
    server,
    newId: () => {
      ids += 1;
      return `draft-${saved.size}-${ids}`;
    },
    later: (run) => {
      pending.add(run);
      return () => void pending.delete(run);
    },
  });
  return {
    store,
    saved,
    saves,
    setAway: (away: boolean) => {
      isAway = away;
    },
    passTime: async () => {
      for (const run of [...pending]) {
        pending.delete(run);
        run();
      }
      await store.flush();
    },
  };
}

describe("a draft", () => {
  it("is saved when its writer pauses, not with every letter", async () => {
    const { store, saves, saved, passTime } = aWindow();
    const id = store.open(THREAD);
    for (const body of ["W", "Wh", "Why", "Why?"]) store.write(id, { body });
    expect(saves).toEqual([]);

    await passTime();

    expect(saves).toEqual(["Why?"]);
    expect(saved.get(id)).toMatchObject({ body: "Why?", version: 1 });
    expect(store.get(id)).toMatchObject({ state: "saved", base: 1 });
  });

  it("keeps what is written while it is being saved", async () => {
    const { store, saves } = aWindow();
    const id = store.open(THREAD);
    store.write(id, { body: "first" });
    const flushed = store.flush();
    store.write(id, { body: "first and second" });

    expect(await flushed).toBe(true);
    expect(saves.at(-1)).toBe("first and second");
  });

  it("is the same one when it is opened again, and is not there when nothing was written", () => {
    const { store } = aWindow();
    const id = store.open(THREAD);

    expect(store.open(THREAD)).toBe(id);
    store.leave(id);
    expect(store.outline()).toEqual([]);
  });

  it("is not lost while the dashboard is away", async () => {
    const { store, saved, setAway } = aWindow();
    const id = store.open(THREAD);
    store.write(id, { body: "Why?" });
    setAway(true);

    expect(await store.flush()).toBe(false);
    expect(store.get(id)).toMatchObject({ body: "Why?", state: "failed", message: "The dashboard did not answer." });
    setAway(false);
    expect(await store.flush()).toBe(true);
    expect(saved.get(id)?.body).toBe("Why?");
  });

  it("comes from the server, and gives way to it only when nothing is unsaved here", async () => {
    const server = new Map<string, CommentDraft>();
    const one = aWindow(server);
    const id = one.store.open(THREAD);
    one.store.write(id, { body: "from the first window" });
    await one.store.flush();
    const other = aWindow(server);
    other.store.load([...server.values()]);
    expect(other.store.get(id)?.body).toBe("from the first window");

    other.store.write(id, { body: "from the second window" });
    await other.store.flush();
    one.store.load([...server.values()]);
    expect(one.store.get(id)?.body).toBe("from the second window");

    one.store.write(id, { body: "not saved yet" });
    server.delete(id);
    one.store.load([]);
    expect(one.store.get(id)?.body).toBe("not saved yet");
  });

  it.each([
    ["here", "mine"],
    ["there", "theirs"],
  ] as const)("that was changed in two windows is settled by what is %s, and neither is lost before", async (by, body) => {
    const server = new Map<string, CommentDraft>();
    const [one, other] = [aWindow(server), aWindow(server)];
    const id = one.store.open(THREAD);
    one.store.write(id, { body: "start" });
    await one.store.flush();
    other.store.load([...server.values()]);
    other.store.write(id, { body: "theirs" });
    await other.store.flush();

    one.store.write(id, { body: "mine" });
    expect(await one.store.flush()).toBe(false);
    expect(one.store.get(id)).toMatchObject({ state: "changed", body: "mine" });
    expect(server.get(id)?.body).toBe("theirs");
    await one.store.settle(id, by);

    expect([one.store.get(id)?.body, server.get(id)?.body]).toEqual([body, body]);
  });

  it("that was published elsewhere while it was changed here can be kept as a new one", async () => {
    const { store, saved } = aWindow();
    const id = store.open(THREAD);
    store.write(id, { body: "start" });
    await store.flush();
    saved.clear();
    store.write(id, { body: "goes on" });
    await store.flush();
    await store.settle(id, "here");

    expect([...saved.values()].map(({ body }) => body)).toEqual(["goes on"]);
  });

  it("stays when it could not be discarded", async () => {
    const { store, setAway, saved } = aWindow();
    const id = store.open(THREAD);
    store.write(id, { body: "Why?" });
    await store.flush();
    setAway(true);
    await store.discard(id);
    expect(store.get(id)).toMatchObject({ body: "Why?", state: "failed" });

    setAway(false);
    await store.discard(id);
    expect([store.get(id), saved.size]).toEqual([undefined, 0]);
  });
});
