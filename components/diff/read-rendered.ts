import { html } from "diff2html";
import DOMPurify from "dompurify";
import type { LinePart } from "./diff-rows";

/** A row as diff2html drew it, numbers and text read back out of its markup. */
export type RenderedRow = { readonly oldLine: number | null; readonly newLine: number | null; readonly parts: readonly LinePart[] };

const OPTIONS = {
  drawFileList: false,
  matching: "lines",
  diffStyle: "word",
  matchingMaxComparisons: 2_500,
  maxLineSizeInBlockForComparison: 500,
} as const;

/** Old above new. */
export function renderUnified(text: string): readonly RenderedRow[] {
  return rowsOf(render(text, "line-by-line")).map((row) => ({
    oldLine: numberIn(row.querySelector(".line-num1")),
    newLine: numberIn(row.querySelector(".line-num2")),
    parts: partsOf(row),
  }));
}

/** Old beside new, both sides of the same length. */
export function renderSplit(text: string): readonly { readonly left: RenderedRow; readonly right: RenderedRow }[] {
  const [left = [], right = []] = [...render(text, "side-by-side").querySelectorAll("tbody")].map(rowsOf);
  if (left.length !== right.length) throw new Error(`expected two sides of one length, came ${left.length} and ${right.length}`);
  return left.map((row, index) => ({ left: oneSide(row, "oldLine"), right: oneSide(right[index], "newLine") }));
}

function oneSide(row: Element | undefined, side: "oldLine" | "newLine"): RenderedRow {
  const none: RenderedRow = { oldLine: null, newLine: null, parts: [] };
  return row ? { ...none, [side]: numberIn(row.querySelector("td")), parts: partsOf(row) } : none;
}

/** diff2html's markup, made harmless before anything looks at it. */
function render(text: string, outputFormat: "line-by-line" | "side-by-side"): DocumentFragment {
  return DOMPurify.sanitize(html(text, { ...OPTIONS, outputFormat }), { RETURN_DOM_FRAGMENT: true });
}

function rowsOf(root: ParentNode): readonly Element[] {
  return [...root.querySelectorAll("tr")].filter((row) => row.querySelector(".d2h-info") === null);
}

function numberIn(cell: Element | null): number | null {
  const text = cell?.textContent.trim() ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}

function partsOf(row: Element): readonly LinePart[] {
  const content = row.querySelector(".d2h-code-line-ctn");
  return [...(content?.childNodes ?? [])].map((node) => ({ text: node.textContent ?? "", marked: node.nodeName === "INS" || node.nodeName === "DEL" }));
}
