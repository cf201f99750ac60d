import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatchOfLines, aRawChange } from "@/lib/core/diff/a-patch";
import { createRandom, type Random } from "@/lib/core/diff/create-random";
import { isSameChange, type RawChange } from "@/lib/core/diff/parse-raw-diff";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { buildSnapshotIndex } from "@/lib/core/diff/snapshot-index";
import { sha256Hex } from "@/lib/core/digest";
import { createFileCollector } from "./collect-file";
import { createSnapshotCollector, storedPatchAt } from "./collect-snapshot";
import { decodeSnapshot, encodeSnapshot } from "./snapshot-bytes";
import { hunkAt, patchPlaceAt, rawChangeAt, type SnapshotColumns } from "./snapshot-columns";

const PAIRS = 60;
const SNAPSHOTS_IN_A_ROW = 4;
/** Names of the app in two forms, and migrations that differ by their time: their hunks can be equal across files. */
const FACTS = someFacts({ otpApp: "harbor", baseModule: "Harbor", webFolder: "lib/harbor_site" });
const PATHS = [
  ...[1, 2, 3, 4].map((time) => `priv/repo/migrations/2025010100000${time}_same.exs`),
  ...["lib/harbor/a.ex", "lib/harbor_site/page.ex", "lib/harbor_web/page.ex", "lib/other/a.ex", "README.md", "assets/ü.css", "assets/z.css"],
];
const LINES = ["+a", "+a", "+Harbor", "-b", "+b"];

type File = { readonly change: RawChange; readonly patch: Uint8Array };
type State = ReadonlyMap<string, File>;

function aFile(random: Random, path: string): File {
  const lines = Array.from({ length: 1 + random(6) }, () => [LINES[random(LINES.length)] ?? "", " x"]).flat();
  const oid = sha256Hex(lines.join("\n")).slice(0, 40);
  return { change: aRawChange({ path, kind: "modified", newOid: oid }), patch: aPatchOfLines(lines) };
}

function change(random: Random, state: State): State {
  const next = new Map(state);
  for (const path of PATHS) {
    const dice = random(10);
    if (dice < 3) next.set(path, aFile(random, path));
    else if (dice < 4) next.delete(path);
  }
  return next;
}

/** In git's order: Elixir files, then the others, each by bytes. */
function listOf(state: State): readonly File[] {
  const files = [...state.values()].sort((a, b) => Buffer.compare(Buffer.from(a.change.path), Buffer.from(b.change.path)));
  const isElixir = ({ change: { path } }: File) => /\.exs?$/.test(path);
  return [...files.filter(isElixir), ...files.filter((file) => !isElixir(file))];
}

function collect(state: State, earlier: SnapshotColumns | null): { readonly snapshot: SnapshotColumns; readonly kept: number } {
  const collectFile = createFileCollector(FACTS, undefined);
  const collector = createSnapshotCollector({ basis: "", names: FACTS, earlier });
  let kept = 0;
  for (const { change: raw, patch } of listOf(state)) {
    const before = earlier?.review.files.paths.indexOf(raw.path) ?? -1;
    if (earlier !== null && before >= 0 && isSameChange(raw, rawChangeAt(earlier, before))) {
      collector.keep(before);
      kept += 1;
    } else collector.add(collectFile(raw, scanFilePatch(patch)), { segment: { digest: () => sha256Hex(raw.newOid) }, offset: 1, length: patch.length });
  }
  return { snapshot: decodeSnapshot(encodeSnapshot(collector.end())), kept };
}

/** All a snapshot says, without the order of its texts and segments. */
function describeSnapshot(snapshot: SnapshotColumns) {
  const { review, repeats, maskedRepeats } = snapshot;
  return {
    review,
    repeats,
    maskedRepeats,
    hunks: Array.from({ length: review.hunks.count }, (_, hunk) => hunkAt(snapshot, hunk)),
    files: Array.from({ length: review.files.count }, (_, file) => {
      const { segment: _segment, ...place } = patchPlaceAt(snapshot, file);
      return { change: rawChangeAt(snapshot, file), place, segment: storedPatchAt(snapshot, file)?.segment.digest() };
    }),
  };
}

describe("a snapshot that takes over what has not changed", () => {
  it("is the one that is made anew, over and over", () => {
    let kept = 0;
    let repeats = 0;
    for (let seed = 0; seed < PAIRS; seed += 1) {
      const random = createRandom(seed);
      let state = change(random, new Map());
      let earlier = collect(state, null).snapshot;
      for (let round = 0; round < SNAPSHOTS_IN_A_ROW; round += 1) {
        state = change(random, state);
        const taken = collect(state, earlier);
        const anew = collect(state, null);

        expect(describeSnapshot(taken.snapshot)).toEqual(describeSnapshot(anew.snapshot));
        kept += taken.kept;
        repeats += taken.snapshot.repeats.hunks.length;
        earlier = taken.snapshot;
      }
    }
    expect(kept).toBeGreaterThan(PAIRS);
    expect(repeats).toBeGreaterThan(PAIRS);
  }, 120_000);

  it("has the hunks that a list of its files in order has", () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const state = change(createRandom(seed), new Map());
      const files = [...state.values()].sort((a, b) => (a.change.path < b.change.path ? -1 : 1));
      const index = buildSnapshotIndex({
        rawChanges: files.map((file) => file.change),
        patchOf: (at) => files[at]?.patch ?? null,
        facts: FACTS,
      });

      expect(describeSnapshot(collect(state, null).snapshot).hunks).toEqual(index.changes.flatMap(({ hunks }) => hunks));
    }
  });
});
