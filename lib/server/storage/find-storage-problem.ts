import "server-only";
import type { StorageProblemKind } from "@/lib/core/storage-problem";

/** What SQLite and the file system call it. */
const KINDS: readonly (readonly [prefix: string, kind: StorageProblemKind])[] = [
  ["SQLITE_FULL", "disk-full"],
  ["ENOSPC", "disk-full"],
  ["EDQUOT", "disk-full"],
  ["EFBIG", "disk-full"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_CANTOPEN", "read-only"],
  ["EROFS", "read-only"],
  ["EACCES", "read-only"],
  ["EPERM", "read-only"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
  ["SQLITE_IOERR", "io-error"],
  ["EIO", "io-error"],
];

/** Whether an error says that writing does not work at present, wherever in it that stands; undefined for every other error. */
export function findStorageProblem(error: unknown): StorageProblemKind | undefined {
  for (const code of listCodes(error, 6)) {
    const found = KINDS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
    if (found) return found[1];
  }
  return undefined;
}

/** Prisma keeps the driver's code below `meta`, the driver's own errors below `cause`. */
function listCodes(error: unknown, depth: number): readonly string[] {
  if (typeof error !== "object" || error === null || depth === 0) return [];
  const { code, originalCode, cause, meta, driverAdapterError } = error as Readonly<Record<string, unknown>>;
  const own = [code, originalCode].filter((value) => typeof value === "string");
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => listCodes(inner, depth - 1))];
}
