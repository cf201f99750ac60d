// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Providers } from "@/lib/browser/providers";
import type { CommentDraft, ThreadAnchor } from "@/lib/contract/comments-api";
import type { Person } from "@/lib/core/people/person";
import { decideResolve } from "@/lib/core/upgrade/decide/thread";
import { aNewComment, aPlace, publish, reply } from "@/lib/testing/comment-builders";
import { anUpgrade, aSnapshot, type History, LEAD, QA, REVIEWER_A, REVIEWER_B, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { CommentsPage } from "./comments-page";

configure({ asyncUtilTimeout: 10_000 });

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn(), replace: vi.fn(), refresh: vi.fn() }) }));
vi.mock("next/link", () => ({ default: (props: ComponentProps<"a">) => <a {...props} /> }));

class SilentEvents {
  close() {}
}

const HOSTILE = '<img src=x onerror="alert(1)"> javascript:alert(1)';

let history: History;
let anchors: ThreadAnchor[];
let drafts: CommentDraft[];
let sent: { readonly path: string; readonly body: Record<string, unknown> }[];
let refuse: string | null;

beforeEach(() => {
  history = snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["r1"] }));
  anchors = [];
  drafts = [];
  sent = [];
  refuse = null;
  vi.stubGlobal("EventSource", SilentEvents);
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => answer(path, init));
});

afterEach(cleanup);
// What is saved when a page is left is still answered.
afterAll(() => vi.unstubAllGlobals());

describe("the comments of an upgrade", () => {
  it("show what was written as text", async () => {
    publish(history, REVIEWER_A, aNewComment("t1", { body: `${HOSTILE} see \`mix.exs\``, place: aPlace({ path: `lib/${HOSTILE}.ex` }) }));
    const { container } = open();

    const thread = await screen.findByRole("region", { name: /^Comments on lib.*line 12, open$/ });

    expect(thread.textContent).toContain(HOSTILE);
    expect(container.querySelector("img, script, [onerror], a[href^='javascript']")).toBeNull();
    expect(within(thread).getByText("mix.exs").tagName).toBe("CODE");
  });

  it("fold what is resolved, and are filtered", async () => {
    publish(history, REVIEWER_A, aNewComment("t1", { body: "First." }), aNewComment("t2", { body: "Second.", mustFix: true }));
    history.take((upgrade) => decideResolve(upgrade, REVIEWER_B, { threadId: "t1", reason: "" }));
    open();

    expect(await screen.findByText("Second.")).toBeDefined();
    expect(screen.queryByText(/Resolved by/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^All/ }));
    const resolved = await screen.findByRole("region", { name: /resolved$/ });
    expect(within(resolved).queryByText("First.")).toBeNull();
    fireEvent.click(within(resolved).getByRole("button", { name: "Show 1 comment" }));
    expect(within(resolved).getByText("First.")).toBeDefined();
  });

  it("quote the old line where the hunk has changed, and list what is gone apart", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"), aNewComment("t2"));
    const shown = { path: aPlace().path, placement: "router" as const, line: null };
    anchors = [
      { threadId: "t1", state: "earlier", hunkId: aPlace().hunkId, ...shown },
      { threadId: "t2", state: "gone", hunkId: null, ...shown },
    ];
    open();

    const earlier = (await screen.findByText("On an earlier version, snapshot 1")).closest("section");
    expect(earlier?.textContent).toContain('get "/", HomeController, :show');
    expect(screen.getByText(/^On lines that are gone/)).toBeDefined();
  });

  it.each([
    ["its author resolves at once", REVIEWER_A, "Resolve"],
    ["a tech lead is asked for a reason", LEAD, "Resolve…"],
  ])("that must be fixed: %s", async (_, person, name) => {
    publish(history, REVIEWER_A, aNewComment("t1", { mustFix: true }));
    open(person);

    fireEvent.click(await screen.findByRole("button", { name }));
    if (person === LEAD) {
      const dialog = await screen.findByRole("alertdialog");
      fireEvent.change(within(dialog).getByRole("textbox"), { target: { value: "It was agreed on." } });
      fireEvent.click(within(dialog).getByRole("button", { name: "Resolve" }));
    }

    await waitFor(() => expect(commands()).toMatchObject([{ type: "resolve-thread", threadId: "t1" }]));
  });

  it("that must be fixed: others are told who can resolve it", async () => {
    publish(history, REVIEWER_A, aNewComment("t1", { mustFix: true }));
    open(REVIEWER_B);

    await screen.findByText("Only reviewer-a, or a tech lead with a reason, can resolve it.");
    expect(screen.queryByRole("button", { name: /^Resolve/ })).toBeNull();
  });

  it("can be changed and taken back by their author alone", async () => {
    reply(publish(history, REVIEWER_A, aNewComment("t1", { body: "Mine." })), REVIEWER_B, "t1", { body: "Theirs." });
    open(REVIEWER_A);
    await screen.findByText("Theirs.");

    expect(screen.getAllByRole("button", { name: "Edit" })).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "Edit" }));
    fireEvent.change(screen.getByRole("textbox", { name: "Your comment" }), { target: { value: "Mine, again." } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(commands()).toEqual([{ type: "edit-comment", threadId: "t1", commentId: "t1-1", body: "Mine, again." }]));
  });
});

describe("an answer", () => {
  it("is a draft while it is written, stays one with Escape, and is published with the others", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    open(REVIEWER_B);
    fireEvent.click(await screen.findByRole("button", { name: "Answer" }));
    const field = await screen.findByRole("textbox", { name: /^Answer on/ });
    fireEvent.change(field, { target: { value: "Because." } });
    fireEvent.keyDown(field, { key: "Escape" });

    await screen.findByRole("button", { name: "Edit draft" });
    await waitFor(() => expect(drafts).toMatchObject([{ body: "Because.", target: { type: "thread", threadId: "t1" } }]));
    fireEvent.click(screen.getByRole("button", { name: /^Publish…/ }));
    fireEvent.click(await screen.findByRole("button", { name: "Publish 1 comment" }));

    await waitFor(() => expect(commands()).toEqual([{ type: "publish-comments", draftIds: [drafts[0]?.id], decision: null }]));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Your drafts" })).toBeNull());
  });

  it("that was written elsewhere is there", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    drafts = [{ id: "draft-0001", target: { type: "thread", threadId: "t1" }, body: "From my other device.", mustFix: false, version: 4, savedAt: 1 }];
    open(REVIEWER_B);

    expect(await screen.findByText("From my other device.")).toBeDefined();
  });

  it("that cannot be saved says so, keeps the words, and is not published", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    open(REVIEWER_B);
    fireEvent.click(await screen.findByRole("button", { name: "Answer" }));
    refuse = "The disk is full.";
    const field = await screen.findByRole("textbox", { name: /^Answer on/ });
    fireEvent.change(field, { target: { value: "Because." } });
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });

    await screen.findByText("Not saved: The disk is full.");
    expect(screen.getByText("Because.")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: /^Publish…/ }));
    fireEvent.click(await screen.findByRole("button", { name: "Publish 1 comment" }));
    await screen.findByText(/^Not every draft could be saved/);
    expect(commands()).toEqual([]);
  });

  it("says how many characters are too many, and keeps them", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    open(REVIEWER_B);
    fireEvent.click(await screen.findByRole("button", { name: "Answer" }));
    fireEvent.change(await screen.findByRole("textbox", { name: /^Answer on/ }), { target: { value: "x".repeat(10_003) } });

    expect((await screen.findByText(/^3 characters too many/)).textContent).toContain("10,000");
  });

  it("completes names by keyboard", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    open(REVIEWER_B);
    fireEvent.click(await screen.findByRole("button", { name: "Answer" }));
    const field = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Answer on/ });
    fireEvent.change(field, { target: { value: "@re", selectionStart: 3 } });

    expect((await screen.findAllByRole("option")).map(({ textContent }) => textContent)).toEqual(["rareviewer-aReviewer", "rbreviewer-bReviewer"]);
    fireEvent.keyDown(field, { key: "ArrowDown" });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(field.value).toBe("@reviewer-b "));
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("takes a role", async () => {
    publish(history, REVIEWER_A, aNewComment("t1"));
    open({ ...QA, roles: [] });

    await screen.findByText("Why is this here?");
    expect(screen.queryByRole("button", { name: "Answer" })).toBeNull();
  });
});

function open(me: Person = REVIEWER_B) {
  return render(
    <Providers me={me}>
      <CommentsPage upgradeId="upgrade-1" initialRecords={history.records()} />
    </Providers>,
  );
}

function commands(): readonly unknown[] {
  return sent.filter(({ path }) => path.endsWith("/commands")).map(({ body }) => body);
}

function answer(path: string, init?: RequestInit): Response {
  const body = init?.method === "POST" ? JSON.parse(String(init.body)) : {};
  if (init?.method === "POST") sent.push({ path, body });
  if (/records\?after=/.test(path)) return Response.json({ records: [] });
  if (/threads\?snapshot=/.test(path)) return Response.json({ anchors });
  if (path === "/api/people/names") return Response.json({ people: [REVIEWER_A, REVIEWER_B, QA].map(({ id, name, roles }) => ({ id, name, roles })) });
  if (path.endsWith("/drafts") && init?.method === "POST") {
    if (refuse) return Response.json({ code: "internal", message: refuse, details: [] }, { status: 500 });
    const { base, ...draft } = body;
    drafts = [...drafts.filter(({ id }) => id !== draft.id), { ...draft, version: base + 1, savedAt: 1 }];
  }
  if (path.includes("/drafts")) return Response.json({ drafts });
  return Response.json({ seq: 1 });
}
