import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { RowLine } from "@/lib/contract/review-api";
import { BareRows } from "./bare-rows";

const aLine = (kind: RowLine[0], text: string): RowLine => [kind, 1, 1, text, [], 0, false];

it("draws lines as one text, each with the colour of its kind behind it", () => {
  const rows = [aLine(0, "same"), aLine(2, "<was>"), aLine(1, "is"), aLine(1, "is too"), null];

  const drawn = renderToStaticMarkup(<BareRows rows={rows} top={40} rowHeight={20} />);

  expect(drawn).toContain(">same\n&lt;was&gt;\nis\nis too\n</pre>");
  const place = (row: number) => `${row * 20}px`;
  const grounds = [
    ["transparent", 0, 1],
    ["var(--del)", 1, 2],
    ["var(--add)", 2, 4],
    ["var(--gap)", 4, 5],
  ] as const;
  expect(drawn).toContain(`linear-gradient(${grounds.map(([ground, from, to]) => `${ground} ${place(from)} ${place(to)}`).join(", ")})`);
  expect(drawn).toContain(`height:${place(5)}`);
});

it("has no text where a side has nothing", () => {
  const drawn = renderToStaticMarkup(<BareRows side="old" rows={[null, null]} top={0} rowHeight={20} />);

  expect(drawn).toContain("var(--gap) 0px 40px");
  expect(drawn).toMatch(/><\/pre>$/);
});
