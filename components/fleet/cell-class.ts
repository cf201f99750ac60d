import { CATEGORIES } from "@/lib/core/classify/category";
import { STAGES } from "@/lib/core/lane/lane";

const OTHERS: Readonly<Record<string, string>> = {
  lane: "lane-col q2 w-16",
  checks: "grp chk-col num q2 w-24",
  who: "grp who w-44 max-w-56",
  why: "trunc why-c max-w-80 max-lg:max-w-36 max-md:max-w-48",
  since: "num age text-right",
};

/** The class of a column's cells: the places where a group of columns begins and ends differ. */
export function cellClass(columnId: string): string | undefined {
  const stage = placeIn(STAGES, columnId);
  if (stage !== -1) return join("c sc", stage === 0 && "s1 grp", stage === STAGES.length - 1 && "s7");
  const bucket = placeIn(CATEGORIES, columnId);
  if (bucket !== -1) return join("c", bucket === 0 && "b1 grp", bucket === CATEGORIES.length - 1 && "b5");
  return OTHERS[columnId];
}

function placeIn(ids: readonly string[], columnId: string): number {
  return ids.indexOf(columnId);
}

function join(...names: readonly (string | false)[]): string {
  return names.filter(Boolean).join(" ");
}
