import type { Change } from "@/lib/core/diff/change";
import { fileNameOf, folderOf } from "./view-path";

const MODE_WORDS: Readonly<Record<string, string>> = {
  "100644": "a plain file",
  "100755": "executable",
  "120000": "a symbolic link",
  "160000": "a submodule",
};
const NO_MODE = "000000";

type FileFacts = Pick<Change, "kind" | "binary" | "path" | "oldPath">;
type Modes = Pick<Change, "oldMode" | "newMode">;

/** What is known of a file's change; modes and blobs come with its hunks. */
export type ChangeFacts = FileFacts & { readonly blobs: Pick<Change, "oldMode" | "newMode" | "oldOid" | "newOid"> | null };

/** What happened to a file beside its lines, in a few words each: for chips. */
export function describeChange({ kind, binary, path, oldPath }: FileFacts): readonly string[] {
  const kinds: Partial<Record<Change["kind"], string>> = {
    added: "New file",
    deleted: "Deleted",
    renamed: renameWord(path, oldPath),
    copied: "Copied",
    typechange: "Type changed",
  };
  const word = kinds[kind];
  return [...(word ? [word] : []), ...(binary ? ["Binary"] : [])];
}

/** That a file's mode changed, for a chip beside its lines; null where it stayed or the file became another type. */
export function describeMode({ oldMode, newMode }: Modes): string | null {
  if (!isModeChange({ oldMode, newMode }) || oldMode.slice(0, 3) !== newMode.slice(0, 3)) return null;
  if (newMode === "100755") return "Now executable";
  return oldMode === "100755" ? "No longer executable" : `Mode ${oldMode.slice(-3)} to ${newMode.slice(-3)}`;
}

/** What a hunk without lines is about, in sentences. */
export function describeBlobChange({ kind, path, oldPath, binary, blobs }: ChangeFacts): readonly string[] {
  const sentences: string[] = [];
  if (kind === "renamed" || kind === "copied") sentences.push(`${kind === "renamed" ? renameWord(path, oldPath) : "Copied"} from ${oldPath} to ${path}.`);
  if (blobs === null) return sentences;
  const { oldMode, newMode, oldOid, newOid } = blobs;
  if (kind === "typechange") sentences.push(`It was ${modeWord(oldMode)} and is now ${modeWord(newMode)}.`);
  else if (isModeChange(blobs)) sentences.push(`Its mode changed from ${oldMode} (${modeWord(oldMode)}) to ${newMode} (${modeWord(newMode)}).`);
  if (binary) sentences.push(binarySentence(kind, blobs));
  else if (kind === "added") sentences.push("A new, empty file.");
  else if (kind === "deleted") sentences.push("An empty file was deleted.");
  else if (oldOid === newOid) sentences.push("Its content did not change.");
  return sentences;
}

/** A file that kept its name in another folder was moved; one with another name was renamed. */
function renameWord(path: string, oldPath: string): string {
  const isMoved = folderOf(path) !== folderOf(oldPath);
  const isRenamed = fileNameOf(path) !== fileNameOf(oldPath);
  if (isMoved) return isRenamed ? "Moved and renamed" : "Moved";
  return "Renamed";
}

function binarySentence(kind: Change["kind"], { oldOid, newOid }: Pick<Change, "oldOid" | "newOid">): string {
  if (kind === "added") return `A new binary file, blob ${newOid.slice(0, 12)}.`;
  if (kind === "deleted") return `A binary file was deleted, blob ${oldOid.slice(0, 12)}.`;
  return `A binary file: blob ${oldOid.slice(0, 12)} became ${newOid.slice(0, 12)}. It has no lines to show.`;
}

function isModeChange({ oldMode, newMode }: Modes): boolean {
  return oldMode !== newMode && oldMode !== NO_MODE && newMode !== NO_MODE;
}

function modeWord(mode: string): string {
  return MODE_WORDS[mode] ?? `of mode ${mode}`;
}
