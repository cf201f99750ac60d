import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { sha256Hex } from "@/lib/core/digest";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { createFileCollector } from "./collect-file";
import { createSnapshotCollector } from "./collect-snapshot";
import { decodeSnapshot, encodeSnapshot } from "./snapshot-bytes";
import { patchPlaceAt, rawChangeAt, type SnapshotColumns, sumUp } from "./snapshot-columns";

const SEGMENT = { digest: () => sha256Hex("segment") };

function aSnapshot(): SnapshotColumns {
  const collectFile = createFileCollector(someFacts(), undefined);
  const collector = createSnapshotCollector({ basis: "basis", names: someFacts() });
  const change = aRawChange({ path: "b.txt", oldPath: "a.txt", kind: "renamed", oldMode: "100755", newMode: "120000" });
  collector.add(collectFile(change, scanFilePatch(aPatch("-a\n+b\n c\n+d"))), { segment: SEGMENT, offset: 7, length: 40 });
  collector.add(collectFile(aRawChange({ path: "lib/harbor_web/router.ex" }), scanFilePatch(aPatch("+x\n y\n+x\n y\n+x"))), {
    segment: SEGMENT,
    offset: 47,
    length: 9,
  });
  collector.add(collectFile(aRawChange({ path: "empty", kind: "added" }), scanFilePatch(new Uint8Array())), null);
  return collector.end();
}

/** The bytes with one 32-bit number of the head or a byte changed. */
function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = value;
  return changed;
}

describe("a snapshot as bytes", () => {
  it("comes back as it was", () => {
    const snapshot = aSnapshot();
    const decoded = decodeSnapshot(encodeSnapshot(snapshot));

    expect(decoded).toEqual(snapshot);
    expect(decoded.review.files.paths).toEqual(["b.txt", "empty", "lib/harbor_web/router.ex"]);
    expect(rawChangeAt(decoded, 0)).toEqual(aRawChange({ path: "b.txt", oldPath: "a.txt", kind: "renamed", oldMode: "100755", newMode: "120000" }));
    expect(patchPlaceAt(decoded, 2)).toEqual({ segment: 0, offset: 47, length: 9 });
    expect(patchPlaceAt(decoded, 1)).toEqual({ segment: 0, offset: 0, length: 0 });
    expect([...decoded.repeats.hunks]).toEqual([4, 5]);
    expect([...decoded.repeats.firsts]).toEqual([3, 3]);
    expect(sumUp(decoded)).toEqual({ files: 3, hunks: 6, additions: 5, deletions: 1 });
  });

  it("comes back wherever its bytes lie", () => {
    const bytes = encodeSnapshot(aSnapshot());
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);

    expect(decodeSnapshot(shifted.subarray(3))).toEqual(aSnapshot());
  });

  it("may hold nothing", () => {
    const nothing = createSnapshotCollector({ basis: "", names: someFacts() }).end();

    expect(decodeSnapshot(encodeSnapshot(nothing))).toEqual(nothing);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ["is none", () => new TextEncoder().encode('{"version":1,"changes":[]}'), "expected a stored snapshot, came something else"],
    ["is empty", () => new Uint8Array(), "expected a stored snapshot, came something else"],
    ["is of another version", (bytes) => withByte(bytes, 7, 3), "expected a stored snapshot of version 2, came version 3"],
    ["is cut short", (bytes) => bytes.subarray(0, bytes.length - 8), "expected a stored snapshot of at least"],
    ["goes on", (bytes) => Uint8Array.from([...bytes, ...new Uint8Array(8)]), "expected a stored snapshot of"],
    ["ends in its head", (bytes) => bytes.subarray(0, 24), "expected a stored snapshot of at least"],
  ])("is refused when it %s", (_, change, message) => {
    expect(() => decodeSnapshot(change(encodeSnapshot(aSnapshot())))).toThrow(message);
  });

  it.each<[string, (snapshot: SnapshotColumns) => SnapshotColumns, string]>([
    ["a text that is not there", (snapshot) => ({ ...snapshot, texts: [] }), "expected a text below 0"],
    ["a segment that is not there", (snapshot) => ({ ...snapshot, segments: [] }), "expected a segment below 0 for file 0"],
    [
      "a later hunk as the first of its content",
      (snapshot) => ({ ...snapshot, repeats: { hunks: Uint32Array.of(1), firsts: Uint32Array.of(2) } }),
      "expected hunk 1 to repeat an earlier one, came 2",
    ],
    [
      "hunks of files that do not rise",
      (snapshot) => ({ ...snapshot, review: { ...snapshot.review, files: { ...snapshot.review.files, firstHunk: Uint32Array.of(0, 5, 3, 6) } } }),
      "expected hunks of files to rise, came 3 after 5",
    ],
  ])("is refused when it names %s", (_, change, message) => {
    expect(() => decodeSnapshot(encodeSnapshot(change(aSnapshot())))).toThrow(message);
  });
});
