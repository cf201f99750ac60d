import { ok, type Result } from "@/lib/core/result";
import { fileOf } from "@/lib/core/review/review-index";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { offsetOf } from "./read-lines";
import type { ReviewReader } from "./review-reader";

/** An unchanged line near a hunk: from 0 on those after it, from -1 backwards those before it. */
export type UnchangedPlace = { readonly upgradeId: string; readonly number: number; readonly hunk: number; readonly offset: number };

/** Its number after the change, and its text. Refused where it is none, or another hunk is in between. */
export async function readUnchanged(
  review: Pick<ReviewReader, "open" | "readText">,
  { upgradeId, number, hunk, offset }: UnchangedPlace,
): Promise<Result<{ readonly number: number; readonly text: string }, Refusal>> {
  const open = await review.open(upgradeId, number);
  if (!open.ok) return open;
  const index = open.value.snapshot.review;
  const start = index.hunks.newStart[hunk] ?? 0;
  const lines = index.hunks.newLines[hunk] ?? 0;
  const first = lines === 0 ? start + 1 : start;
  const line = (offset < 0 ? first : first + lines) + offset;
  const file = fileOf(index, hunk);
  const between = offset < 0 ? { from: line, to: first - 1 } : { from: first + lines, to: line };
  if (line < 1) return refuse("bad-input", "There is no such line before the hunk. Your draft is kept.");
  const isUnchanged = offsetOf(index, file, between);
  if (!isUnchanged.ok) return isUnchanged;
  const text = await review.readText(open.value, file, { side: "new", line }, 0);
  return text.ok ? ok({ number: line, text: text.value.text }) : text;
}
