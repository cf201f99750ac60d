import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** One replacement in a file of the sample app; `anchor` must stand there exactly once. */
export type Patch = {
  readonly path: string;
  readonly anchor: string;
  readonly replacement: string;
};

/** A patch that keeps the anchor and writes `text` below it. */
export function below(path: string, anchor: string, text: string): Patch {
  return { path, anchor, replacement: anchor + text };
}

/**
 * Applies patches in order.
 *
 * @throws when an anchor is missing or ambiguous: the sample app moved on without its overlay.
 */
export async function applyPatches(directory: string, patches: readonly Patch[]): Promise<void> {
  for (const { path, anchor, replacement } of patches) {
    const file = join(directory, path);
    const text = await readFile(file, "utf8");
    const count = text.split(anchor).length - 1;
    if (count !== 1) {
      throw new Error(`expected the anchor once in ${path}, found it ${count} times: ${JSON.stringify(anchor)}`);
    }
    await writeFile(
      file,
      text.replace(anchor, () => replacement),
    );
  }
}
