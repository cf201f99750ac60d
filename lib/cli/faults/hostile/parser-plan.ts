/** What the process with the parsers is told to do. */
export type ParserPlan = {
  readonly seed: number;
  readonly folder: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly mostBlockedMs: number;
};

/** What it says while it does it. */
export type ParserMessage =
  | { readonly type: "at"; readonly target: string; readonly number: number }
  | { readonly type: "took"; readonly ms: number }
  | { readonly type: "failed"; readonly target: string; readonly number: number; readonly problem: string };

/** Longest that one input may keep a thread from everything else. */
export const MOST_BLOCKED_MS = 250;
/** The same in the quick part, which runs on machines of any speed and only has to notice what hangs. */
export const QUICK_BLOCKED_MS = 5_000;
