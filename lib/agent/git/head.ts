import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where HEAD points, read from the files without git. */
export type Head =
  /** `oid` is null on a branch without a commit. */
  { readonly type: "branch"; readonly branch: string; readonly oid: string | null } | { readonly type: "detached"; readonly oid: string };

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const HEADS = "refs/heads/";

/** HEAD of a git folder, or undefined when its files do not say. */
export function findHead(dotGit: string): Head | undefined {
  const content = readRegularFile(join(dotGit, "HEAD"))?.trim();
  if (content === undefined) return undefined;
  if (OID.test(content)) return { type: "detached", oid: content };
  if (!content.startsWith(`ref: ${HEADS}`)) return undefined;
  const branch = content.slice(`ref: ${HEADS}`.length);
  if (branch === ".invalid") return undefined;
  return { type: "branch", branch, oid: findBranchCommit(dotGit, branch) ?? null };
}

/** The commit a branch points at, loose or packed. */
export function findBranchCommit(dotGit: string, branch: string): string | undefined {
  const loose = readRegularFile(join(dotGit, HEADS, branch))?.trim();
  if (loose !== undefined) return OID.test(loose) ? loose : undefined;
  return listPackedRefs(dotGit).get(`${HEADS}${branch}`);
}

/** Every reference in `packed-refs`, by full name. */
export function listPackedRefs(dotGit: string): ReadonlyMap<string, string> {
  const lines = (readRegularFile(join(dotGit, "packed-refs")) ?? "").split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, oid, name] = /^([0-9a-f]{40}|[0-9a-f]{64}) (refs\/.+)$/.exec(line) ?? [];
      return oid !== undefined && name !== undefined ? [[name, oid] as const] : [];
    }),
  );
}

function readRegularFile(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
