import type { SealedRecord } from "@/lib/core/audit/record";
import { type ChainProblem, startChain, verifyNext } from "@/lib/core/audit/verify-chain";
import type { Digest } from "@/lib/core/digest";

/** What this browser found out about a chain so far. */
export type ChainCheck =
  | { readonly status: "verifying"; readonly done: number; readonly total: number }
  | { readonly status: "holds"; readonly count: number; readonly head: Digest; readonly at: number }
  | { readonly status: "broken"; readonly seq: number; readonly held: number; readonly problem: ChainProblem };

export type ChainChecker = {
  readonly read: () => ChainCheck;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Verifies records that are new; what held is not verified twice. */
  readonly follow: (records: readonly SealedRecord[]) => void;
  /** Verifies all of it once more. */
  readonly restart: () => void;
  readonly stop: () => void;
};

export type ChainCheckerOptions = {
  readonly upgradeId: string;
  readonly now?: () => number;
  /** Runs the next slice when the page had its turn. */
  readonly later?: (run: () => void) => void;
  /** How long a slice may keep the page busy. */
  readonly sliceMs?: number;
};

/** Verifies a chain in slices, so that the page stays responsive however long the chain is. */
export function createChainChecker({ upgradeId, now = Date.now, later = (run) => setTimeout(run, 0), sliceMs = 12 }: ChainCheckerOptions): ChainChecker {
  const listeners = new Set<() => void>();
  let records: readonly SealedRecord[] = [];
  let progress = startChain(upgradeId);
  let check: ChainCheck = { status: "verifying", done: 0, total: 0 };
  let runs = 0;

  const show = (next: ChainCheck) => {
    check = next;
    for (const listener of listeners) listener();
  };
  const run = (id: number) => {
    if (id !== runs) return;
    const until = now() + sliceMs;
    do {
      const record = records[progress.count];
      if (record === undefined) return show({ status: "holds", count: progress.count, head: progress.head, at: now() });
      const step = verifyNext(progress, record);
      if (!step.ok) return show({ status: "broken", seq: step.seq, held: progress.count, problem: step.problem });
      progress = step.progress;
    } while (now() < until);
    show({ status: "verifying", done: progress.count, total: records.length });
    later(() => run(id));
  };
  const start = () => {
    runs += 1;
    const id = runs;
    show({ status: "verifying", done: progress.count, total: records.length });
    later(() => run(id));
  };

  return {
    read: () => check,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    follow: (next) => {
      const isSame = next.length === records.length && next.at(-1)?.hash === records.at(-1)?.hash;
      records = next;
      if (!isSame && check.status !== "broken") start();
    },
    restart: () => {
      progress = startChain(upgradeId);
      start();
    },
    stop: () => {
      runs += 1;
      records = [];
    },
  };
}
