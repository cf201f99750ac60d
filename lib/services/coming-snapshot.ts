import type { AppFacts } from "@/lib/core/classify/classification";
import type { Placement } from "@/lib/core/classify/category";
import type { CollectedFile } from "@/lib/core/snapshot/collected-file";
import { createSnapshotCollector } from "@/lib/core/snapshot/collect-snapshot";
import { PLACEMENT_ORDER } from "@/lib/core/review/review-index";
import type { SortObserver } from "./build-snapshot";
import { openColumns, type StoredSnapshot } from "./read-snapshot";

/** A snapshot that is being sorted, as far as it is. */
export type ComingSnapshot = {
  readonly upgradeId: string;
  readonly jobId: string;
  readonly files: () => { readonly sorted: number; readonly listed: number };
  /** Hunks sorted into each bucket. */
  readonly hunks: () => Readonly<Record<Placement, number>>;
  /**
   * The first files of every bucket, as if they were all: those before which no other can come any more. Null until
   * there is one. Ids of hunks that repeat others may change.
   */
  readonly openFirst: () => { readonly name: string; readonly snapshot: StoredSnapshot } | null;
};

type KeptFile = { readonly file: CollectedFile; readonly patch: Uint8Array };

/** Lines of a bucket that are kept of each group of files: more than a page draws first. */
const LINES_A_BUCKET = 400;
const LARGEST_PATCH_BYTES = 512 * 1024;
/** Files of the last group come last, so all others are known by then. */
const LAST_GROUP = 2;

/** Follows a snapshot while it is sorted; tells of each file that it was. */
export function createComingSnapshot(
  { upgradeId, jobId }: Pick<ComingSnapshot, "upgradeId" | "jobId">,
  onSorted: () => void,
): { readonly coming: ComingSnapshot; readonly observer: SortObserver } {
  const hunks = Object.fromEntries(PLACEMENT_ORDER.map((placement) => [placement, 0])) as Record<Placement, number>;
  const kept: KeptFile[] = [];
  let facts: AppFacts | null = null;
  let lines = new Map<Placement, number>();
  let group = 0;
  let lastPath: string | null = null;
  let sorted = 0;
  let listed = 0;
  let opened: ReturnType<ComingSnapshot["openFirst"]> = null;

  function keep(file: CollectedFile, patch: Uint8Array): void {
    const wanted = file.hunks.filter(({ category }) => (lines.get(category ?? "unclassified") ?? 0) < LINES_A_BUCKET);
    if (wanted.length === 0 || patch.length > LARGEST_PATCH_BYTES) return;
    kept.push({ file, patch: patch.slice() });
    for (const { category, oldLines, newLines } of file.hunks) {
      const placement = category ?? "unclassified";
      lines.set(placement, (lines.get(placement) ?? 0) + oldLines + newLines + 1);
    }
  }

  return {
    coming: {
      upgradeId,
      jobId,
      files: () => ({ sorted, listed }),
      hunks: () => hunks,
      openFirst: () => {
        const until = lastPath;
        if (facts === null || group < LAST_GROUP || until === null) return opened;
        const settled = kept.filter(({ file }) => file.change.path <= until);
        const name = `coming/${jobId}/${settled.length}`;
        if (settled.length > 0 && opened?.name !== name) opened = { name, snapshot: toSnapshot(name, facts, settled) };
        return opened;
      },
    },
    observer: {
      start: (known) => {
        facts = known;
      },
      nextGroup: () => {
        group += 1;
        lines = new Map();
      },
      listed: (files) => {
        listed += files;
      },
      sorted: (path, file, patch) => {
        sorted += 1;
        lastPath = group < LAST_GROUP ? null : path;
        for (const { category } of file?.hunks ?? []) hunks[category ?? "unclassified"] += 1;
        if (file) keep(file, patch);
        onSorted();
      },
    },
  };
}

function toSnapshot(name: string, facts: AppFacts, files: readonly KeptFile[]): StoredSnapshot {
  const collector = createSnapshotCollector({ basis: "", names: facts });
  const patches = new Map(files.map(({ patch }, at) => [String(at), patch]));
  files.forEach(({ file, patch }, at) => {
    collector.add(file, patch.length === 0 ? null : { segment: { digest: () => String(at) }, offset: 0, length: patch.length });
  });
  return openColumns(name, collector.end(), { get: async (patch) => patches.get(patch) ?? new Uint8Array() });
}
