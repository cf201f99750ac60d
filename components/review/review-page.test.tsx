// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Providers } from "@/lib/browser/providers";
import { type Category, CATEGORIES } from "@/lib/core/classify/category";
import { aPatchOfLines, aRawChange } from "@/lib/core/diff/a-patch";
import { buildSnapshotIndex, type SnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { sha256Hex } from "@/lib/core/digest";
import { bucketDigest } from "@/lib/core/review/bucket";
import { toBuckets } from "@/lib/core/review/placed";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { anUpgrade, aSnapshot, type History, OPERATOR, REVIEWER_A, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { toActor } from "@/lib/core/people/person";
import { ReviewPage } from "./review-page";

configure({ asyncUtilTimeout: 10_000 });

let segment: Category = "schema";
vi.mock("next/navigation", () => ({ usePathname: () => `/upgrades/upgrade-1/review/${segment}`, useRouter: () => ({ push: vi.fn(), replace: vi.fn() }) }));
vi.mock("next/link", () => ({ default: (props: ComponentProps<"a">) => <a {...props} /> }));

/** Everything is in view at once. */
class SeesAll {
  constructor(private readonly tell: (entries: readonly { isIntersecting: boolean; intersectionRatio: number }[]) => void) {}
  observe() {
    this.tell([{ isIntersecting: true, intersectionRatio: 1 }]);
  }
  disconnect() {}
}

class SilentEvents {
  static last: SilentEvents | undefined;
  onmessage: ((message: { data: string }) => void) | undefined;
  constructor() {
    SilentEvents.last = this;
  }
  close() {}
}

const HOSTILE = '<img src=x onerror="alert(1)">';
const MIGRATIONS = "priv/repo/migrations";

let history: History;
let indexes: SnapshotIndex[];
let patches: Map<string, Uint8Array>;
let sent: { readonly path: string; readonly body: unknown }[];

beforeEach(() => {
  segment = "schema";
  indexes = [];
  patches = new Map();
  sent = [];
  history = upgraded(anUpgrade());
  vi.stubGlobal("IntersectionObserver", SeesAll);
  vi.stubGlobal("EventSource", SilentEvents);
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
    expect(within(screen.getByRole("navigation", { name: "Files" })).getByText(HOSTILE)).toBeDefined();
    expect(container.querySelector("img, script, [onerror]")).toBeNull();
  });

  it("says on a hunk which rule put it there, and why", async () => {
    takeSnapshot({ [`${MIGRATIONS}/20260312140731_drop.exs`]: ["+drop table(:users)"] });
    open();

    const hunk = await screen.findByRole("region", { name: `${MIGRATIONS}/20260312140731_drop.exs, line 1` });

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
  const blobs = paths.map((path) => sha256Hex(path));
  const patchOf = (index: number) => aPatchOfLines(files[paths[index] ?? ""] ?? []);
  for (const [index, blob] of blobs.entries()) patches.set(blob, patchOf(index));
  const index = buildSnapshotIndex({
    rawChanges: paths.map((path) => aRawChange({ path, oldPath: path, kind: "added" })),
    patchOf,
    patchBlobOf: (position) => blobs[position] ?? null,
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
  const [, number] = /snapshots\/(\d+)$/.exec(path) ?? [];
  if (number !== undefined) return Response.json(indexes[Number(number) - 1]);
  const [, blob] = /patches\/(\w+)$/.exec(path) ?? [];
  if (blob !== undefined) return new Response(new Uint8Array(patches.get(blob) ?? []));
  if (path.endsWith("/opened")) return Response.json({ opened: {} });
  return Response.json({ seq: 1 });
}
