import { describe, expect, it } from "vitest";
import { someFacts } from "@/lib/core/classify/a-hunk";
import { CATEGORIES } from "@/lib/core/classify/category";
import { aPatch, aRawChange } from "@/lib/core/diff/a-patch";
import { createRandom } from "@/lib/core/diff/create-random";
import { scanFilePatch } from "@/lib/core/diff/scan-file-patch";
import { listPlaced, toBuckets } from "@/lib/core/review/placed";
import { createFileCollector } from "./collect-file";
import { createSnapshotCollector } from "./collect-snapshot";
import { toSnapshotBuckets } from "./snapshot-buckets";
import { DIGEST_BYTES, hunkIdAt, type SnapshotColumns } from "./snapshot-columns";

const PATHS = ["lib/harbor_web/router.ex", "lib/harbor/accounts/user.ex", "priv/repo/migrations/20240101000000_users.exs", "test/a_test.exs", "lib/other.ex"];

function aSnapshot(files: number): SnapshotColumns {
  const collectFile = createFileCollector(someFacts(), undefined);
  const collector = createSnapshotCollector({ basis: "", names: someFacts() });
  for (let file = 0; file < files; file += 1) {
    const path = `${file}/${PATHS[file % PATHS.length]}`;
    const [shown, text] =
      file < PATHS.length ? [PATHS[file] ?? path, aPatch("+x\n y\n+x")] : [path, aPatch(Array.from({ length: 90 }, (_, at) => `+${at}\n y`).join("\n"))];
    collector.add(collectFile(aRawChange({ path: shown, oldPath: shown }), scanFilePatch(text)), null);
  }
  return collector.end();
}

describe("buckets of a stored snapshot", () => {
  it.each([0, 1, 12, 25])("are those of its hunks one by one, with %d files", (files) => {
    const random = createRandom(files);
    const columns = aSnapshot(files);
    const { review, hunks } = columns;
    // Ids that differ late, and one that comes twice.
    for (let hunk = 1; hunk < review.hunks.count; hunk += 5) hunks.ids.copyWithin(hunk * DIGEST_BYTES, 0, DIGEST_BYTES - random(2));
    const placed = listPlaced({ review, hunkId: (hunk) => hunkIdAt(columns, hunk) });
    const moves = review.hunks.count === 0 ? 0 : 9;
    const assignments = Array.from({ length: moves }, () => ({
      hunkId: hunkIdAt(columns, random(review.hunks.count)),
      to: CATEGORIES[random(CATEGORIES.length)] ?? "schema",
    }));

    expect(toSnapshotBuckets(columns, [])).toEqual(toBuckets(placed, []));
    // A stored snapshot has each id once; of one that comes twice, keys are those of its own bytes.
    review.hunks.keys.forEach((_, hunk) => {
      review.hunks.keys[hunk] = Number.parseInt(hunkIdAt(columns, hunk).slice(0, 12), 16);
    });
    expect(toSnapshotBuckets(columns, assignments)).toEqual(toBuckets(placed, assignments));
  });
});
