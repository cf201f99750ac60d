import type { FlowMetrics } from "@/lib/core/review/view-flow";

/** Heights in pixels; the style sheet has the same numbers. */
export const WIDE_METRICS: FlowMetrics = { fileHead: 38, fileGap: 14, part: 40, hunkHead: 34, row: 20, gap: 24, words: 44, picture: 280 };
/** Where the page is narrow a file's head has two lines and a hunk's three, and what is pressed is larger. */
export const NARROW_METRICS: FlowMetrics = { ...WIDE_METRICS, hunkHead: 116, fileHead: 76, gap: 44, words: 64 };

/** Rows fetched together. */
export const PIECE_ROWS = 100;
/** Rows drawn together. */
export const DRAWN_ROWS = 50;
