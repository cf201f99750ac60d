import { readTarHeader, TAR_BLOCK, TAR_END, tarPadding, toTarHeader } from "@/lib/core/dossier/tar";
import {
  BLOB_FOLDER,
  DOSSIER_ENTRIES,
  signedStatementSchema,
  statementSchema,
  toDossierFolder,
  toStatementBytes,
  type Statement,
} from "@/lib/core/dossier/format";
import { canonicalJson } from "@/lib/core/canonical-json";
import { toInstallationId } from "@/lib/core/audit/signature";
import { verifySignature } from "@/lib/server/verify-signature";
import type { ByteSource } from "./byte-source";
import { failAt } from "./problem";
import { readCanonical } from "./read-canonical";

export type Entry = { readonly name: string; readonly offset: number; readonly size: number };
export type Archive = {
  readonly source: ByteSource;
  readonly statement: Statement;
  readonly publicKey: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly readWhole: (name: string) => Buffer;
};

const NEWLINE = 0x0a;
/** Nothing but blobs and records may be larger. */
const STATEMENT_LIMIT = 16 * 1024;

/**
 * Opens a dossier: the signed statement, and every entry in its place. Every byte between the entries is what it
 * must be, so that none of them can be changed unnoticed.
 */
export function readArchive(source: ByteSource): Archive {
  const first = readEntry(source, 0);
  if (first?.name !== "dossier.json" || first.size > STATEMENT_LIMIT)
    failAt("dossier.json", "This is no dossier: it does not start with its statement.", "dossier.json", first?.name ?? "nothing");
  const { statement, publicKey } = readStatement(source.read(first.offset, first.size));
  const entries = listEntries(source, statement);
  const readWhole = (name: string): Buffer => {
    const entry = entries.get(name) ?? failAt(name, "It is missing.");
    return source.read(entry.offset, entry.size);
  };
  return { source, statement, publicKey, entries, readWhole };
}

function readStatement(bytes: Buffer): { readonly statement: Statement; readonly publicKey: string } {
  const where = "dossier.json";
  const signed = parseCanonicalLine(where, bytes, signedStatementSchema);
  const statement = parseCanonicalLine(where, Buffer.from(`${signed.statement}\n`), statementSchema);
  if (toInstallationId(signed.publicKey) !== statement.installationId) {
    failAt(where, "The installation it names has another key.", statement.installationId, toInstallationId(signed.publicKey));
  }
  if (!verifySignature(signed.publicKey, toStatementBytes(signed.statement), signed.signature)) {
    failAt(where, "Its signature is not the installation's over this statement.");
  }
  return { statement, publicKey: signed.publicKey };
}

function listEntries(source: ByteSource, statement: Statement): ReadonlyMap<string, Entry> {
  const folder = toDossierFolder(statement.upgradeId);
  const entries = new Map<string, Entry>();
  let at = 0;
  let before = "";
  for (let index = 0; ; index += 1) {
    const entry = readEntry(source, at);
    if (!entry) break;
    const { name, size, offset } = entry;
    const expected = DOSSIER_ENTRIES[index];
    if (expected !== undefined && name !== expected) failAt(expected, "It is not in its place.", expected, name);
    if (expected === undefined && !(name.startsWith(BLOB_FOLDER) && name > before))
      failAt(printable(name), "It does not belong here.", `${BLOB_FOLDER}… in order`, printable(name));
    const header = Buffer.from(toTarHeader({ folder, name, size, at: statement.exportedAt }));
    if (!header.equals(source.read(at, TAR_BLOCK))) failAt(printable(name), "The archive's header before it is not the one of such an entry.");
    const padding = source.read(offset + size, tarPadding(size));
    if (padding.length !== tarPadding(size) || padding.some((byte) => byte !== 0)) failAt(name, "It is cut off, or something stands behind it.");
    if (expected === undefined) before = name;
    at = offset + size + padding.length;
    entries.set(name, entry);
  }
  const missing = DOSSIER_ENTRIES.find((name) => !entries.has(name));
  if (missing !== undefined) failAt(missing, "It is missing.");
  if (!source.read(at, source.size).equals(TAR_END)) failAt("the end of the archive", "The archive does not end where it must.");
  return entries;
}

/** The entry at an offset; undefined where none begins. */
function readEntry(source: ByteSource, at: number): Entry | undefined {
  const header = source.read(at, TAR_BLOCK);
  if (header.length < TAR_BLOCK || header[0] === 0) return undefined;
  const { name, size } = readTarHeader(header);
  return { name, size, offset: at + TAR_BLOCK };
}

type Parser<Value> = { readonly safeParse: (value: unknown) => { readonly success: true; readonly data: Value } | { readonly success: false } };

/** One value on one line, written in the one way there is. */
export function parseCanonicalLine<Value>(where: string, bytes: Buffer, schema: Parser<Value>): Value {
  const parsed = schema.safeParse(bytes.at(-1) === NEWLINE ? readCanonical(bytes, 0, bytes.length - 1) : undefined);
  if (!parsed.success) {
    const text = bytes.toString("utf8");
    failAt(where, "It is not the canonical text of what it must be.", canonicalOf(parseJson(text)), text.slice(0, 200));
  }
  return parsed.data;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function canonicalOf(value: unknown): string {
  try {
    return canonicalJson(value ?? null).slice(0, 200);
  } catch {
    return "canonical JSON";
  }
}

function printable(name: string): string {
  return JSON.stringify(name.slice(0, 120)).slice(1, -1);
}

/** An entry must hold just this text. */
export function requireText(archive: Archive, name: string, expected: string): void {
  const came = archive.readWhole(name);
  const wanted = Buffer.from(expected);
  if (came.equals(wanted)) return;
  let at = 0;
  while (at < wanted.length && wanted[at] === came[at]) at += 1;
  const piece = (bytes: Buffer) => JSON.stringify(bytes.subarray(Math.max(0, at - 30), at + 30).toString("utf8"));
  failAt(name, `It is not what the records lead to, from byte ${at + 1} on.`, piece(wanted), piece(came));
}
