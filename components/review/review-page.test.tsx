// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Providers } from "@/lib/browser/providers";
import { type Category, CATEGORIES } from "@/lib/core/classify/category";
import { aPatchOfLines, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { parseWant, type Piece, type RowLine, type RowsAnswer } from "@/lib/contract/review-api";
import { bucketDigest } from "@/lib/core/review/bucket";
import { toBuckets } from "@/lib/core/review/placed";
import { buildReviewIndex, encodeReviewIndex, type IndexedFile } from "@/lib/core/review/review-index";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { anUpgrade, aSnapshot, type History, OPERATOR, REVIEWER_A, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { toActor } from "@/lib/core/people/person";
import { ReviewPage } from "./review-page";

configure({ asyncUtilTimeout: 10_000 });

let segment: Category = "schema";
vi.mock("next/navigation", () => ({ usePathname: () => `/upgrades/upgrade-1/review/${segment}`, useRouter: () => ({ push: vi.fn(), replace: vi.fn() }) }));
vi.mock("next/link", () => ({ default: (props: ComponentProps<"a">) => <a {...props} /> }));

class SilentEvents {
  static last: SilentEvents | undefined;
  onmessage: ((message: { data: string }) => void) | undefined;
  constructor() {
    SilentEvents.last = this;
  }
  close() {}
}

/** Never finds a colour. */
class SilentWorker {
  postMessage() {}
}

const HOSTILE = '<img src=x onerror="alert(1)">';
const MIGRATIONS = "priv/repo/migrations";

let history: History;
let indexes: SnapshotIndex[];
let contents: Readonly<Record<string, readonly string[]>>[];
let opened: Readonly<Record<string, number>>;
let coming: unknown;
let sent: { readonly path: string; readonly body: unknown }[];

beforeEach(() => {
  segment = "schema";
  indexes = [];
  contents = [];
  sent = [];
  opened = {};
  coming = null;
  window.history.replaceState(null, "", "/");
  history = upgraded(anUpgrade());
  vi.stubGlobal("EventSource", SilentEvents);
  vi.stubGlobal("Worker", SilentWorker);
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => answer(path, init));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the review page", () => {
  it("shows hostile names and lines as text", async () => {
    takeSnapshot({ [`${MIGRATIONS}/20260312140731_${HOSTILE}.exs`]: [`+# ${HOSTILE}`] });
    const { container } = open();

    const row = await screen.findByRole("row", { name: /onerror/ });

    expect(row.textContent).toContain(`# ${HOSTILE}`);
    expect(within(await screen.findByRole("navigation", { name: "Files" })).getByText(HOSTILE)).toBeDefined();
    expect(container.querySelector("img, script, [onerror]")).toBeNull();
  });

  it("shows how far the first snapshot is, and its first lines, until it is there", async () => {
    const path = `${MIGRATIONS}/20260312140731_drop.exs`;
    const hunks = { ...Object.fromEntries(CATEGORIES.map((category) => [category, 0])), unclassified: 0, schema: 7 };
    const rows: RowLine[] = [[1, 0, 1, "drop table(:users)", [], 0, false]];
    const piece = { hunk: 0, before: 0, after: 0, from: 0, to: 1 };
    const file = { file: 0, path, oldPath: null, kind: "added", binary: false, additions: 1, deletions: 0 };
    coming = {
      jobId: "job-1",
      files: { sorted: 12, listed: 40 },
      hunks,
      first: { files: [{ ...file, hunks: [{ hunk: 0, before: 0, after: 0, rows: 1, hiddenBefore: 0 }] }], rows: { pieces: [{ piece, rows }], hunks: [] } },
    };
    open();

    expect(await screen.findByRole("row", { name: /drop table/ })).toBeDefined();
    expect(screen.getAllByText("12 of 40 files sorted")).toHaveLength(2);
    expect(screen.getByRole("link", { name: /Schema and migrations.*7/ })).toBeDefined();
    expect(screen.queryByRole("button", { name: /^Approve/ })).toBeNull();

    takeSnapshot({ [path]: ["+drop table(:users)"] });
    SilentEvents.last?.onmessage?.({ data: JSON.stringify({ type: "upgrade", upgradeId: "upgrade-1", seq: 99 }) });
    expect(await screen.findByRole("button", { name: /^Approve/ })).toBeDefined();
    expect(screen.queryByText("12 of 40 files sorted")).toBeNull();
  });

  it("says on a hunk which rule put it there, and why", async () => {
    takeSnapshot({ [`${MIGRATIONS}/20260312140731_drop.exs`]: ["+drop table(:users)"] });
    open();

    const hunk = await screen.findByRole("region", { name: `${MIGRATIONS}/20260312140731_drop.exs, line 1, hunk 1 of 1` });
    await within(hunk).findByRole("button", { name: /^Rule/ });

    expect(hunk.textContent).toMatch(/Rule migration\..*A database migration/);
  });

  it("approves only what is ticked as reviewed, with the digest of what is shown", async () => {
    takeSnapshot({ [`${MIGRATIONS}/20260312140731_drop.exs`]: ["+drop table(:users)"] });
    const shown = digestNow();
    open();
    const approve = await screen.findByRole("button", { name: /^Approve, \d of 1 hunks opened$/ });

    fireEvent.click(approve);
    expect(commands()).toEqual([]);
    fireEvent.click(screen.getByRole("checkbox", { name: "I have reviewed Schema and migrations" }));
    fireEvent.click(await screen.findByRole("button", { name: /^Approve/ }));

    await waitFor(() => expect(commands()).toEqual([{ type: "approve", category: "schema", seenDigest: shown, note: "" }]));
  });

  it("has files with hunks not opened yet first, stays so while they are read, and has them in their order when asked to", async () => {
    const [first, second] = ["20260312140731_first.exs", "20260312140732_second.exs"].map((name) => `${MIGRATIONS}/${name}`);
    takeSnapshot({ [`${first}`]: ["+first"], [`${second}`]: ["+second"] });
    opened = { [indexes[0]?.changes[0]?.hunks[0]?.id ?? ""]: 1 };
    open();
    const files = () => screen.getAllByRole("article").map((file) => file.getAttribute("aria-label"));

    const whole = (word: string) => screen.findByRole("button", { name: (name) => name.startsWith(word) && name.endsWith(`all of ${second}`) });

    fireEvent.click(await whole("Mark opened"));
    expect(files()).toEqual([second, first]);
    expect(screen.getByRole("button", { name: /^Yours first/ }).getAttribute("aria-pressed")).toBe("true");
    await whole("Opened");
    expect(files()).toEqual([second, first]);

    fireEvent.click(screen.getByRole("button", { name: /^File order/ }));
    expect(files()).toEqual([first, second]);
    expect(window.location.search).toBe("?order=files");
  });

  it("marks what passes the filter in one go, and nothing else", async () => {
    const names = ["first", "second", "second_too"];
    takeSnapshot(Object.fromEntries(names.map((name, at) => [`${MIGRATIONS}/2026031214073${at}_${name}.exs`, [`+${name}`]])));
    // All of them are opened already, so that none is marked by being looked at.
    opened = Object.fromEntries((indexes[0]?.changes ?? []).flatMap(({ hunks }) => hunks.map(({ id }) => [id, 1])));
    open();

    fireEvent.change(await screen.findByRole("textbox", { name: "Filter files" }), { target: { value: "second" } });
    fireEvent.click(await screen.findByRole("button", { name: "Opened" }));

    await screen.findByText("2 hunks marked as not opened");
    expect(screen.getByText(/^2 of 3 hunks pass the filter/)).toBeDefined();
  });

  it("keeps what is being read when a newer snapshot comes, and offers the newer one", async () => {
    takeSnapshot({ [`${MIGRATIONS}/20260312140731_first.exs`]: ["+first"] });
    const shown = digestNow();
    open();
    await screen.findByRole("row", { name: /first/ });

    takeSnapshot({ [`${MIGRATIONS}/20260312140731_first.exs`]: ["+first"], [`${MIGRATIONS}/20260312140732_second.exs`]: ["+second"] });
    SilentEvents.last?.onmessage?.({ data: JSON.stringify({ type: "upgrade", upgradeId: "upgrade-1", seq: 99 }) });

    await screen.findByText(/1 hunk differs here/);
    expect(screen.queryByRole("row", { name: /second/ })).toBeNull();
    fireEvent.click(screen.getByRole("checkbox", { name: /^I have reviewed/ }));
    fireEvent.click(screen.getByRole("button", { name: /^Approve/ }));
    await waitFor(() => expect(commands()).toMatchObject([{ type: "approve", seenDigest: shown }]));
    expect(digestNow()).not.toBe(shown);

    fireEvent.click(screen.getByRole("button", { name: "Show it" }));
    await screen.findByRole("row", { name: /second/ });
  });
});

function open() {
  return render(
    <Providers me={REVIEWER_A}>
      <ReviewPage upgradeId="upgrade-1" initialRecords={history.records()}>
        {null}
      </ReviewPage>
    </Providers>,
  );
}

/** Takes a snapshot of new files with the given lines. */
function takeSnapshot(files: Readonly<Record<string, readonly string[]>>) {
  const paths = Object.keys(files).sort();
  const patchOf = (index: number) => aPatchOfLines(files[paths[index] ?? ""] ?? []);
  const index = buildSnapshotIndex({
    rawChanges: paths.map((path) => aRawChange({ path, oldPath: path, kind: "added" })),
    patchOf,
    facts: {
      otpApp: "harbor",
      baseModule: "Harbor",
      contextFolder: "lib/harbor/accounts",
      contextModule: "Harbor.Accounts",
      webFolder: "lib/harbor_web",
      repoFolders: ["priv/repo"],
      existingMigrations: [],
    },
  });
  indexes.push(index);
  contents.push(files);
  if (indexes.length > 1) history.take((upgrade) => decideTakeSnapshot(upgrade, toActor(OPERATOR), `snapshot-${indexes.length}`));
  snapshotTaken(history, { ...aSnapshot(), buckets: toBuckets(index.changes, []) });
}

function digestNow(): string {
  const upgrade = history.upgrade();
  const snapshot = findSnapshot(upgrade);
  return snapshot ? bucketDigest(upgrade, snapshot, CATEGORIES[2]) : "";
}

function commands(): readonly unknown[] {
  return sent.filter(({ path }) => path.endsWith("/commands")).map(({ body }) => body);
}

function answer(path: string, init?: RequestInit): Response {
  if (init?.method === "POST") sent.push({ path, body: JSON.parse(String(init.body)) });
  const [, after] = /records\?after=(\d+)$/.exec(path) ?? [];
  if (after !== undefined) return Response.json({ records: history.records().filter(({ seq }) => seq > Number(after)) });
  const [, number, what] = /snapshots\/(\d+)\/(index|rows|differences)/.exec(path) ?? [];
  if (what === "index") return new Response(new Uint8Array(encodeReviewIndex(reviewIndexOf(Number(number)))));
  if (what === "rows") return Response.json(rowsOf(Number(number), parseWant(new URL(path, "http://dashboard.test").searchParams.get("want") ?? "") ?? []));
  if (what === "differences") return Response.json({ counts: { new: 1, changed: 0, vanished: 0 }, differences: [] });
  if (path.includes("/coming?")) return Response.json({ coming });
  if (path.endsWith("/opened")) return Response.json({ opened });
  return Response.json({ seq: 1 });
}

function reviewIndexOf(number: number) {
  const files = (indexes[number - 1]?.changes ?? []).map(
    (change): IndexedFile => ({ ...change, width: 40, hunks: change.hunks.map((hunk) => ({ ...hunk, whitespaceOnly: false, linesAfter: 0 })) }),
  );
  return buildReviewIndex(files);
}

/** Every file is new and one hunk, so that a hunk's index is its file's. */
function rowsOf(number: number, pieces: readonly Piece[]): RowsAnswer {
  const changes = indexes[number - 1]?.changes ?? [];
  const hunks = changes.flatMap((change, hunk) => change.hunks.map((classified) => ({ ...classified, hunk, blobs: null, partners: null })));
  return {
    pieces: pieces.map((piece) => ({
      piece,
      rows: (contents[number - 1]?.[changes[piece.hunk]?.path ?? ""] ?? [])
        .slice(piece.from, piece.to)
        .map((line, at): RowLine => [1, 0, piece.from + at + 1, line.slice(1), [], 0, false]),
    })),
    hunks: hunks.filter(({ hunk }) => pieces.some((piece) => piece.hunk === hunk)),
  };
}
