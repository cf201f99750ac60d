import { chmodSync, constants, closeSync, lstatSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findRealPath, isInside } from "../apps/real-path";
import { writeDurably } from "../durable-file";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of a regular file inside the checkout; undefined when there is none (or it is a link, or leads outside). */
export function readCheckoutFile(workTree: string, path: string): Buffer | undefined {
  const full = join(workTree, path);
  const folder = findRealPath(dirname(full));
  if (folder === undefined || !isInside(folder, workTree)) return undefined;
  if (!lstatSync(full, { throwIfNoEntry: false })?.isFile()) return undefined;
  const descriptor = openSync(full, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** As `readCheckoutFile`, as text; undefined also when it is no UTF-8. */
export function readCheckoutText(workTree: string, path: string): string | undefined {
  const bytes = readCheckoutFile(workTree, path);
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Replaces a file that `readCheckoutText` gave, keeping its mode. */
export function replaceCheckoutText(workTree: string, path: string, content: string): void {
  const full = join(workTree, path);
  const mode = lstatSync(full).mode & 0o777;
  writeDurably(full, content, mode);
  chmodSync(full, mode);
}
