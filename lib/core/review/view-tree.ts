import type { ReviewIndex } from "./review-index";
import type { HunkList } from "./view-list";
import { folderOf } from "./view-path";

/** The file list as rows of one height: a file by its position in the list, or a heading. */
export type TreeRow = number | { readonly kind: "folder" | "part"; readonly name: string };

/** Files by folder in their order, folders of supporting files last. */
export function toTreeRows({ files: { paths } }: ReviewIndex, list: HunkList): readonly TreeRow[] {
  const code = byFolder(paths, list, 0, list.supportingFrom);
  const supporting = byFolder(paths, list, list.supportingFrom, list.files.length);
  return supporting.length === 0 ? code : [...code, { kind: "part", name: "Supporting files" }, ...supporting];
}

function byFolder(paths: readonly string[], list: HunkList, from: number, to: number): readonly TreeRow[] {
  const groups = new Map<string, number[]>();
  for (let at = from; at < to; at += 1) {
    const folder = folderOf(paths[list.files[at] ?? 0] ?? "");
    const group = groups.get(folder);
    if (group) group.push(at);
    else groups.set(folder, [at]);
  }
  return [...groups].flatMap(([name, files]): readonly TreeRow[] => [{ kind: "folder", name }, ...files]);
}
