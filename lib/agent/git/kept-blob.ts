import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import type { Repository } from "./repository";
import { runGit, runGitLine, splitNul } from "./run-git";

/** A larger file is not served. */
export const BLOB_LIMIT_BYTES = 10 * 1024 * 1024;
const TREES_REMEMBERED = 6;

/** Blob ids by agent-owned folder and tree; a tree never changes. */
const blobsOf = new Map<string, Promise<ReadonlySet<string>>>();

/** A file of a tree that the agent keeps, byte for byte. Nothing else of the checkout's objects is given out. */
export async function readKeptBlob(repository: Repository, treeId: string, oid: string): Promise<Result<Buffer, Refusal>> {
  const kept = await runGitLine(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `refs/kept/${treeId}`], { accept: [1, 128] });
  if (kept !== treeId) return refuse("not-found", `This agent keeps no tree ${treeId.slice(0, 12)}; take a new snapshot.`);
  if (!(await listBlobs(repository, treeId)).has(oid)) return refuse("not-found", `The tree ${treeId.slice(0, 12)} has no file ${oid.slice(0, 12)}.`);
  const size = Number(await runGitLine(repository, ["cat-file", "-s", oid]));
  if (size > BLOB_LIMIT_BYTES) return refuse("too-large", `The file has ${size} bytes; at most ${BLOB_LIMIT_BYTES} are served.`);
  return ok(await runGit(repository, ["cat-file", "blob", oid]));
}

function listBlobs(repository: Repository, treeId: string): Promise<ReadonlySet<string>> {
  const key = `${repository.own}/${treeId}`;
  const known = blobsOf.get(key);
  if (known) return known;
  const listing = runGit(repository, ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", treeId]).then(
    (output) => new Set(splitNul(output).map((entry) => entry.toString("latin1", 0, entry.indexOf("\t")).split(" ")[2] ?? "")),
  );
  blobsOf.set(key, listing);
  listing.catch(() => blobsOf.delete(key));
  for (const oldest of blobsOf.keys()) {
    if (blobsOf.size <= TREES_REMEMBERED) break;
    blobsOf.delete(oldest);
  }
  return listing;
}
