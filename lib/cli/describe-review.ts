import { styleText } from "node:util";
import { CATEGORIES, CATEGORY_TEXT, FLAG_TEXT, FLAGS, type Placement } from "@/lib/core/classify/category";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import type { CheckoutReview, ReviewedChange } from "./review-checkout";

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;
type Row = readonly string[];

const PLACEMENTS: readonly Placement[] = [...CATEGORIES, "unclassified"];
const HEAD: Row = ["Bucket", "Hunks", "Supporting", "Files", "+", "−"];

/** A review as plain text in columns, for a person at a terminal. */
export function describeReview({ base, counts, changes }: CheckoutReview, isColoured: boolean): string {
  const paint: Paint = (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text);
  const sections = [
    [
      `Changes since ${base.name}${base.oid.startsWith(base.name) ? "" : ` (${base.oid.slice(0, 12)})`}: ${counted(counts.changes, "file")}, ${counted(counts.hunks, "hunk")}`,
    ],
    describeBuckets(changes, paint),
    describeFlags(changes, paint),
    describeUnclassified(changes, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function describeBuckets(changes: readonly ReviewedChange[], paint: Paint): readonly string[] {
  const rows = PLACEMENTS.map((placement) => toBucketRow(placement, changes));
  const [head = "", ...lines] = align([HEAD, ...rows]);
  return [
    paint("bold", head),
    ...lines.map((line, at) => {
      const isEmpty = rows[at]?.[1] === "0";
      if (isEmpty) return paint("dim", line);
      return PLACEMENTS[at] === "unclassified" ? paint("yellow", line) : line;
    }),
  ];
}

function toBucketRow(placement: Placement, changes: readonly ReviewedChange[]): Row {
  const files = changes.map(({ hunks }) => hunks.filter(({ category }) => category === placement)).filter((hunks) => hunks.length > 0);
  const hunks = files.flat();
  const title = placement === "unclassified" ? "Unclassified" : CATEGORY_TEXT[placement].title;
  const sums = [
    hunks.length,
    hunks.filter(({ supporting }) => supporting).length,
    files.length,
    sum(hunks.map(({ newLines }) => newLines)),
    sum(hunks.map(({ oldLines }) => oldLines)),
  ];
  return [title, ...sums.map(String)];
}

function describeFlags(changes: readonly ReviewedChange[], paint: Paint): readonly string[] {
  const rows = FLAGS.flatMap((flag) =>
    changes.flatMap(({ path, hunks }) =>
      hunks.filter(({ flags }) => flags.includes(flag)).map(({ newStart }): Row => [`  ${flag}`, `${toVisibleText(path)}:${newStart}`]),
    ),
  );
  if (rows.length === 0) return [];
  const isLoss = (row: Row | undefined) => FLAGS.some((flag) => row?.[0]?.trim() === flag && FLAG_TEXT[flag].tone === "loss");
  return [paint("bold", "Flags"), ...align(rows).map((line, at) => paint(isLoss(rows[at]) ? "red" : "yellow", line))];
}

function describeUnclassified(changes: readonly ReviewedChange[], paint: Paint): readonly string[] {
  const rows = changes.flatMap(({ path, hunks }): readonly Row[] => {
    const found = hunks.filter(({ category }) => category === "unclassified").length;
    return found === 0 ? [] : [[`  ${toVisibleText(path)}`, counted(found, "hunk")]];
  });
  return rows.length === 0 ? [] : [paint("bold", "Unclassified: nobody can tell by rule who reviews these"), ...align(rows)];
}

/** Texts to the left, numbers to the right, two blanks between. */
function align(rows: readonly Row[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const isNumeric = (column: number) => rows.slice(-1).every((row) => /^\d+$/.test(row[column] ?? ""));
  return rows.map((row) =>
    row
      .map((cell, column) => (isNumeric(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
