import { findEvidencePaths } from "@/lib/core/classify/app-facts";
import { toPathText } from "@/lib/core/diff/path-text";
import type { Repository } from "./repository";
import { runGit, splitNul } from "./run-git";

const FILE_LIMIT_BYTES = 512 * 1024;
const TOTAL_LIMIT_BYTES = 16 * 1024 * 1024;
/** What expectations read beside the diff; what classification reads comes on top. */
const SHOWN = [
  /^mix\.(exs|lock)$/,
  /(^|\/)config\/[^/]+\.exs$/,
  /(^|\/)apps\/[^/]+\/mix\.exs$/,
  /(^|\/)(router|endpoint|application|vault|encrypted|user_auth)\.ex$/,
  /(^|\/)lib\/[^/]+_web\.ex$/,
];
const NEWLINE = 0x0a;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export type ListedFile = { readonly path: string; readonly mode: string; readonly oid: string };
type SizedFile = ListedFile & { readonly sizeBytes: number };

/** What a tree holds, in git's order. */
export async function listTree(repository: Repository, treeId: string): Promise<readonly ListedFile[]> {
  return splitNul(await runGit(repository, ["ls-tree", "-r", "-z", "--end-of-options", treeId])).map(toListedFile);
}

/** Text of the files in a tree that are read as a whole; links, large files and what is no UTF-8 are left out. */
export async function readShownFiles(repository: Repository, listed: readonly ListedFile[]): Promise<Record<string, string>> {
  const evidence = new Set(findEvidencePaths(listed.map(({ path }) => path)));
  const wanted = listed.filter(({ path, mode }) => mode.startsWith("100") && (evidence.has(path) || SHOWN.some((pattern) => pattern.test(path))));
  let total = 0;
  const shown = (await readSizes(repository, wanted)).filter(({ sizeBytes }) => {
    if (sizeBytes > FILE_LIMIT_BYTES || total + sizeBytes > TOTAL_LIMIT_BYTES) return false;
    total += sizeBytes;
    return true;
  });
  const contents = await readBlobs(repository, shown);
  const files: Record<string, string> = {};
  shown.forEach(({ path }, at) => {
    const text = contents[at];
    if (text !== undefined) files[path] = text;
  });
  return files;
}

function toListedFile(record: Buffer): ListedFile {
  const at = record.indexOf("\t");
  const [mode = "", , oid = ""] = record.toString("latin1", 0, at).split(" ");
  return { path: toPathText(record.subarray(at + 1)), mode, oid };
}

/** Sizes of blobs, all from one call: of few files, since git has to look each one up. */
async function readSizes(repository: Repository, files: readonly ListedFile[]): Promise<readonly SizedFile[]> {
  if (files.length === 0) return [];
  const output = await runGit(repository, ["cat-file", "--batch-check=%(objectsize)"], { input: files.map(({ oid }) => `${oid}\n`).join("") });
  const sizes = output.toString("latin1").split("\n");
  return files.map((file, at) => {
    const size = sizes[at] ?? "";
    if (!/^\d+$/.test(size)) throw new Error(`git cat-file: expected the size of the blob ${file.oid}, came ${JSON.stringify(size)}`);
    return { ...file, sizeBytes: Number(size) };
  });
}

/** Texts of blobs, all from one call; undefined for one that is no UTF-8. */
async function readBlobs(repository: Repository, files: readonly SizedFile[]): Promise<readonly (string | undefined)[]> {
  if (files.length === 0) return [];
  const output = await runGit(repository, ["cat-file", "--batch"], { input: files.map(({ oid }) => `${oid}\n`).join("") });
  let at = 0;
  return files.map(({ oid, sizeBytes }) => {
    const start = output.indexOf(NEWLINE, at) + 1;
    const head = output.toString("latin1", at, start - 1);
    if (head !== `${oid} blob ${sizeBytes}`) throw new Error(`git cat-file: expected the blob ${oid} of ${sizeBytes} bytes, came ${JSON.stringify(head)}`);
    // Each content is followed by a newline.
    at = start + sizeBytes + 1;
    return decode(output.subarray(start, start + sizeBytes));
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
