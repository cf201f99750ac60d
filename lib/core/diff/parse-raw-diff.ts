import type { Change, ChangeKind } from "./change";
import { toPathText } from "./path-text";

/** What git's raw listing says about one file; the only source of names, modes and blob ids. */
export type RawChange = Pick<Change, "kind" | "path" | "oldPath" | "oldMode" | "newMode" | "oldOid" | "newOid">;

/** Whether git says the same of a file: then it prints the same patch. */
export function isSameChange(one: RawChange, other: RawChange | undefined): boolean {
  if (other === undefined || one.kind !== other.kind || one.path !== other.path || one.oldPath !== other.oldPath) return false;
  return one.oldMode === other.oldMode && one.newMode === other.newMode && one.oldOid === other.oldOid && one.newOid === other.newOid;
}

const KINDS: Readonly<Record<string, ChangeKind>> = {
  A: "added",
  D: "deleted",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "typechange",
};
/** Both ids are of the repository's one kind. */
const RECORD = /^:([0-7]{6}) ([0-7]{6}) (?:([0-9a-f]{40}) ([0-9a-f]{40})|([0-9a-f]{64}) ([0-9a-f]{64})) ([A-Z])(\d{0,3})$/;

/**
 * The changes in `git diff --raw -z --abbrev=40` output, in git's order.
 *
 * @throws with what was expected and what came when the bytes are no such listing, or when they hold
 * a status that two trees cannot have (`U`, `X`).
 */
export function parseRawDiff(bytes: Uint8Array): readonly RawChange[] {
  const fields = toFields(bytes);
  const changes: RawChange[] = [];
  for (let at = 0; at < fields.length; ) {
    const record = new TextDecoder().decode(fields[at]);
    const [matched, oldMode = "", newMode = "", oldSha1, newSha1, oldSha256 = "", newSha256 = "", letter = ""] = RECORD.exec(record) ?? [];
    const kind = KINDS[letter];
    if (matched === undefined || kind === undefined) {
      throw new Error(`expected ":mode mode oid oid A|D|M|R|C|T" in the raw diff, came ${JSON.stringify(record)}`);
    }
    const pathCount = kind === "renamed" || kind === "copied" ? 2 : 1;
    const paths = fields.slice(at + 1, at + 1 + pathCount);
    const [first, last] = [paths[0], paths[pathCount - 1]];
    if (!first?.length || !last?.length) throw new Error(`expected ${pathCount} path(s) after ${JSON.stringify(record)}`);
    changes.push({ kind, path: toPathText(last), oldPath: toPathText(first), oldMode, newMode, oldOid: oldSha1 ?? oldSha256, newOid: newSha1 ?? newSha256 });
    at += 1 + pathCount;
  }
  return changes;
}

/**
 * Cuts the output of `git diff --raw -p -z` into its raw listing and its patch text: git puts one
 * NUL byte between the two.
 *
 * @throws if the listing is not followed by that NUL.
 */
export function splitDiffOutput(bytes: Uint8Array): { readonly raw: Uint8Array; readonly patch: Uint8Array } {
  const at = findRawEnd(bytes) ?? bytes.length;
  if (at < bytes.length && bytes[at] !== 0) throw new Error(`expected NUL before the patch, came ${bytes[at]} at ${at}`);
  return { raw: bytes.subarray(0, at), patch: bytes.subarray(Math.min(at + 1, bytes.length)) };
}

/** The offset after the last whole record of a raw listing; null when the bytes end within a record or right after one. */
export function findRawEnd(bytes: Uint8Array): number | null {
  let at = 0;
  while (bytes[at] === 0x3a) {
    const recordEnd = bytes.indexOf(0, at);
    if (recordEnd === -1) return null;
    const letter = bytes[bytes.lastIndexOf(0x20, recordEnd) + 1];
    const pathCount = letter === 0x52 || letter === 0x43 ? 2 : 1;
    at = recordEnd + 1;
    for (let path = 0; path < pathCount; path += 1) {
      const pathEnd = bytes.indexOf(0, at);
      if (pathEnd === -1) return null;
      at = pathEnd + 1;
    }
  }
  return at < bytes.length ? at : null;
}

/** The NUL-terminated fields; the last one must be terminated too. */
function toFields(bytes: Uint8Array): readonly Uint8Array[] {
  const fields: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    if (end === -1) throw new Error(`expected NUL at the end of the raw diff, came ${bytes.length - at} more byte(s)`);
    fields.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return fields;
}
