import { TAR_END, tarPadding, toTarHeader } from "@/lib/core/dossier/tar";
import { recordHash } from "@/lib/core/audit/record";
import { GENESIS } from "@/lib/core/audit/genesis";
import { toByteSource } from "../verify/byte-source";
import { readArchive } from "../verify/read-archive";

/** An archive taken apart, so that somebody without the key can put another together. */
export type Parts = { readonly folder: string; readonly at: number; readonly entries: ReadonlyMap<string, Buffer> };

export function takeApart(bytes: Buffer): Parts {
  const { statement, entries, readWhole } = readArchive(toByteSource(bytes));
  return { folder: `dossier-${statement.upgradeId}`, at: statement.exportedAt, entries: new Map([...entries.keys()].map((name) => [name, readWhole(name)])) };
}

/** Puts an archive together with correct headers, some entries changed, added or (undefined) left out. */
export function putTogether({ folder, at, entries }: Parts, changes: Readonly<Record<string, Buffer | undefined>> = {}): Buffer {
  const all = new Map([...entries, ...Object.entries(changes)]);
  const pieces: Uint8Array[] = [];
  for (const [name, bytes] of all) {
    if (bytes === undefined) continue;
    pieces.push(toTarHeader({ folder, name, size: bytes.length, at }), bytes, new Uint8Array(tarPadding(bytes.length)));
  }
  return Buffer.concat([...pieces, TAR_END]);
}

/** The records of an archive as lines without their ends. */
export function toLines({ entries }: Parts, name = "records.jsonl"): readonly string[] {
  return (entries.get(name) ?? Buffer.alloc(0)).toString("utf8").split("\n").slice(0, -1);
}

export function withLines(parts: Parts, lines: readonly string[], name = "records.jsonl"): Buffer {
  return putTogether(parts, { [name]: Buffer.from(lines.map((line) => `${line}\n`).join("")) });
}

/** The same records with every hash computed again, as somebody would who wants them to fit. */
export function hashAgain(lines: readonly string[]): readonly string[] {
  let prevHash = GENESIS;
  return lines.map((line) => {
    const canonical = line.slice(prevHash.length + 1);
    prevHash = recordHash(prevHash, canonical);
    return `${prevHash} ${canonical}`;
  });
}

/** The archive with one byte changed. */
export function flip(bytes: Buffer, at: number, mask: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ mask;
  return flipped;
}
