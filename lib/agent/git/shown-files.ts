import { toPathText } from "@/lib/core/diff/path-text";
import type { Repository } from "./repository";
import { runGit, splitNul } from "./run-git";

const FILE_LIMIT_BYTES = 512 * 1024;
const TOTAL_LIMIT_BYTES = 16 * 1024 * 1024;
/** What classification and expectations read beside the diff. */
const SHOWN = [
  /^mix\.(exs|lock)$/,
  /(^|\/)config\/[^/]+\.exs$/,
  /(^|\/)apps\/[^/]+\/mix\.exs$/,
  /(^|\/)(router|endpoint|application|vault|encrypted|user_auth)\.ex$/,
  /(^|\/)lib\/[^/]+_web\.ex$/,
];
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text of the files in a tree that are read as a whole; links, large files and what is no UTF-8 are left out. */
export async function readShownFiles(repository: Repository, treeId: string): Promise<Record<string, string>> {
  const listing = splitNul(await runGit(repository, ["ls-tree", "-r", "-z", "-l", "--end-of-options", treeId]));
  const files: Record<string, string> = {};
  let total = 0;
  for (const record of listing) {
    const [, mode = "", oid = "", size = "0"] = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t/.exec(record.toString("latin1")) ?? [];
    const path = toPathText(record.subarray(record.indexOf("\t") + 1));
    const sizeBytes = Number(size);
    if (!mode.startsWith("100") || !SHOWN.some((pattern) => pattern.test(path))) continue;
    if (sizeBytes > FILE_LIMIT_BYTES || total + sizeBytes > TOTAL_LIMIT_BYTES) continue;
    const text = decode(await runGit(repository, ["cat-file", "blob", oid]));
    if (text === undefined) continue;
    files[path] = text;
    total += sizeBytes;
  }
  return files;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
