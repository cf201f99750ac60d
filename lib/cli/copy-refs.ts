import { copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listPackedRefs } from "@/lib/agent/git/head";
import type { Repository } from "@/lib/agent/git/repository";

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** What git leaves beside HEAD and people refer to. */
const PSEUDO_REFS = ["ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD"];
const LONGEST_CHAIN = 5;

/**
 * Gives the agent-owned git folder the names of a checkout: branches, tags, remote branches, HEAD, and
 * the files it ignores for itself. Only names and ids are taken over, no setting.
 */
export function copyRefs({ dotGit, own, head }: Repository): void {
  const refs = listRefs(dotGit);
  writeFileSync(join(own, "packed-refs"), [...refs].map(([name, oid]) => `${oid} ${name}\n`).join(""));
  if (head.oid !== null) writeFileSync(join(own, "HEAD"), `${head.oid}\n`);
  for (const name of PSEUDO_REFS) {
    const oid = readRegularFile(join(dotGit, name))?.trim() ?? "";
    if (OID.test(oid)) writeFileSync(join(own, name), `${oid}\n`);
  }
  const exclude = join(dotGit, "info/exclude");
  if (readRegularFile(exclude) !== undefined) {
    mkdirSync(dirname(join(own, "info/exclude")), { recursive: true });
    copyFileSync(exclude, join(own, "info/exclude"));
  }
}

/** Every reference that leads to an object, loose before packed. */
function listRefs(dotGit: string): ReadonlyMap<string, string> {
  const loose = new Map(listLooseRefs(dotGit, "refs").map((name) => [name, readRegularFile(join(dotGit, name))?.trim() ?? ""]));
  const contents = new Map([...listPackedRefs(dotGit), ...loose]);
  const refs = new Map<string, string>();
  for (const name of contents.keys()) {
    const oid = follow(contents, name);
    if (oid !== undefined && isRefName(name)) refs.set(name, oid);
  }
  return refs;
}

/** `refs/remotes/origin/HEAD` and the like name another reference. */
function follow(contents: ReadonlyMap<string, string>, name: string): string | undefined {
  let content = contents.get(name);
  for (let steps = 0; steps < LONGEST_CHAIN && content?.startsWith("ref: "); steps += 1) content = contents.get(content.slice("ref: ".length));
  return content !== undefined && OID.test(content) ? content : undefined;
}

function listLooseRefs(dotGit: string, folder: string): readonly string[] {
  return readFolder(join(dotGit, folder)).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listLooseRefs(dotGit, name) : entry.isFile() ? [name] : [];
  });
}

function readFolder(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Names git itself refuses would make it refuse the whole list. */
function isRefName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git allows no control character in a name
  return !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$/.test(name);
}

function readRegularFile(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
