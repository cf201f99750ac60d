import type { ThreadAnchor } from "@/lib/contract/comments-api";
import { findOffset, findSuccessor } from "@/lib/core/comment/anchor";
import type { CommentTarget, LinePlace, ThreadPlace } from "@/lib/core/comment/place";
import type { Thread } from "@/lib/core/comment/thread";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import { toNormalisedPath } from "@/lib/core/diff/normalised-path";
import { parseFilePatch, toLineText } from "@/lib/core/diff/parse-file-patch";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { ok, type Result } from "@/lib/core/result";
import { placementOf } from "@/lib/core/review/placed";
import { fileOf } from "@/lib/core/review/review-index";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";
import { openSnapshot, type StoredSnapshot } from "./read-snapshot";
import { readUnchanged } from "./review/read-unchanged";
import type { ReviewReader } from "./review/review-reader";

type Deps = { readonly log: UpgradeLog; readonly blobs: BlobStore; readonly review: ReviewReader };

type ChangedLine = Exclude<LinePlace, { side: "unchanged" }>;
type ChangedPlace = Exclude<NonNullable<ThreadPlace["line"]>, { side: "unchanged" }>;

/** Characters of a commented line that are kept with the comment. */
const LONGEST_QUOTE = 400;

/** Where every thread of an upgrade stands in one of its snapshots. */
export async function readThreads({ log, blobs, review }: Deps, upgradeId: string, number: number): Promise<Result<readonly ThreadAnchor[], Refusal>> {
  const { upgrade } = await foldUpgrade(log, upgradeId);
  const snapshot = upgrade?.snapshots[number - 1];
  if (!upgrade || !snapshot) return refuse("not-found", "There is no such snapshot.");
  if (upgrade.threads.length === 0) return ok([]);
  const now = await openSnapshot(blobs, snapshot.indexBlob);
  const anchors: ThreadAnchor[] = [];
  for (const thread of upgrade.threads) anchors.push(await anchorThread({ blobs, review }, upgrade, thread, { ...now, number }));
  return ok(anchors);
}

/** A place with what stands there, read from the snapshot itself; refused when there is no such hunk or line. */
export async function readPlace(
  { blobs, review }: Pick<Deps, "blobs" | "review">,
  upgrade: Upgrade,
  { snapshot: number, hunkId, line }: CommentTarget,
): Promise<Result<ThreadPlace, Refusal>> {
  const taken = upgrade.snapshots[number - 1];
  const snapshot = taken && (await openSnapshot(blobs, taken.indexBlob));
  const at = snapshot?.findHunk(hunkId) ?? null;
  if (!snapshot || at === null) return refuse("unknown-hunk", `Snapshot ${number} has no such hunk. Your draft is kept.`);
  const hunk = snapshot.hunk(at);
  const { path } = snapshot.change(fileOf(snapshot.review, at));
  const place = { snapshot: number, hunkId: hunk.id, fingerprint: hunk.fingerprint, path, placement: placementOf(hunk, upgrade.assignments) };
  if (line === null) return ok({ ...place, line: null });
  if (line.side === "unchanged") {
    const quoted = await readUnchanged(review, { upgradeId: upgrade.id, number, hunk: at, offset: line.offset });
    return quoted.ok ? ok({ ...place, line: { ...line, number: quoted.value.number, text: toQuote(quoted.value.text) } }) : quoted;
  }
  const text = (await readTexts(snapshot, at, line.side))[line.offset];
  if (text === undefined) return refuse("bad-input", `The hunk has no such line in ${path}. Your draft is kept.`);
  return ok({ ...place, line: { ...line, number: lineNumber(hunk, line), text } });
}

type ShownSnapshot = StoredSnapshot & { readonly number: number };

async function anchorThread(
  { blobs, review }: Pick<Deps, "blobs" | "review">,
  upgrade: Upgrade,
  { id: threadId, place }: Thread,
  now: ShownSnapshot,
): Promise<ThreadAnchor> {
  const own = now.findHunk(place.hunkId);
  if (own !== null && place.line?.side === "unchanged") {
    const there = await readUnchanged(review, { upgradeId: upgrade.id, number: now.number, hunk: own, offset: place.line.offset });
    // A hunk keeps its identity when lines around it change; the comment is on the hunk as a whole then.
    const isSame = there.ok && toQuote(there.value.text) === place.line.text;
    const line = isSame ? { side: "new" as const, number: there.value.number } : null;
    return { threadId, state: isSame ? "here" : "earlier", ...describeHunk(upgrade, now, own), line };
  }
  if (own !== null)
    return {
      threadId,
      state: "here",
      ...describeHunk(upgrade, now, own),
      line: place.line && place.line.side !== "unchanged" ? toLine(now, own, place.line) : null,
    };
  const changed = place.line?.side === "unchanged" ? null : place.line;
  const successor = await readSuccessor(blobs, upgrade, { ...place, line: changed }, now);
  if (!successor) return { threadId, state: "gone", hunkId: null, path: place.path, placement: place.placement, line: null };
  const offset = changed && findOffset(successor.texts, changed);
  const line = changed && offset !== null ? toLine(now, successor.hunk, { side: changed.side, offset }) : null;
  return { threadId, state: "earlier", ...describeHunk(upgrade, now, successor.hunk), line };
}

async function readSuccessor(
  blobs: BlobStore,
  upgrade: Upgrade,
  { path, snapshot, line }: ThreadPlace & { readonly line: ChangedPlace | null },
  now: StoredSnapshot,
) {
  const taken = upgrade.snapshots[snapshot - 1];
  if (!taken) return null;
  const then = await openSnapshot(blobs, taken.indexBlob);
  const gone = listHunks(then, path).filter((hunk) => now.findHunk(then.hunkId(hunk)) === null);
  const come = [];
  for (const hunk of listHunks(now, path)) {
    if (then.findHunk(now.hunkId(hunk)) === null) come.push({ hunk, texts: line ? await readTexts(now, hunk, line.side) : [] });
  }
  return findSuccessor(gone.length, come, line);
}

/** The hunks of a file, whatever timestamp its name has. */
function listHunks({ review: { files } }: StoredSnapshot, path: string): readonly number[] {
  const wanted = toNormalisedPath(path);
  return files.paths.flatMap((other, file) => {
    const from = files.firstHunk[file] ?? 0;
    const to = files.firstHunk[file + 1] ?? from;
    return toNormalisedPath(other) === wanted ? Array.from({ length: to - from }, (_, index) => from + index) : [];
  });
}

function describeHunk(upgrade: Upgrade, snapshot: StoredSnapshot, at: number) {
  const hunk = snapshot.hunk(at);
  return { hunkId: hunk.id, path: snapshot.change(fileOf(snapshot.review, at)).path, placement: placementOf(hunk, upgrade.assignments) };
}

function toLine(snapshot: StoredSnapshot, at: number, { side, offset }: ChangedLine): NonNullable<ThreadAnchor["line"]> {
  return { side, number: lineNumber(snapshot.hunk(at), { side, offset }) };
}

function lineNumber({ oldStart, newStart }: ClassifiedHunk, { side, offset }: ChangedLine): number {
  return (side === "old" ? oldStart : newStart) + offset;
}

/** The lines of a hunk on one side, every character visible, long ones cut. */
async function readTexts(snapshot: StoredSnapshot, at: number, side: ChangedLine["side"]): Promise<readonly string[]> {
  const patch = await snapshot.readPatch(fileOf(snapshot.review, at));
  if (patch === null) return [];
  const { oldStart, oldLines, newStart, newLines } = snapshot.hunk(at);
  const [from, count] = side === "old" ? [oldStart, oldLines] : [newStart, newLines];
  const kind = side === "old" ? "removed" : "added";
  return parseFilePatch(patch.bytes).frames.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      const number = (side === "old" ? line.oldLine : line.newLine) ?? -1;
      return line.kind === kind && number >= from && number < from + count ? [toQuote(toLineText(line))] : [];
    }),
  );
}

function toQuote(text: string): string {
  const visible = toVisibleText(text.replace(/\r$/, ""));
  return visible.length > LONGEST_QUOTE ? `${[...visible].slice(0, LONGEST_QUOTE - 1).join("")}…` : visible;
}
