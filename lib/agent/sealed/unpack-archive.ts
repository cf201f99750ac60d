import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { extract, type Header } from "tar-stream";

type Entry = { readonly header: Header; readonly content: Buffer };

/**
 * Unpacks a package's archive when it is the one that was locked: nothing of it is looked at before its
 * SHA-256 is checked. False when it is another one.
 *
 * @throws when the archive holds what no package does: links, or paths that lead out of its folder.
 */
export async function unpackArchive(archive: Uint8Array, archiveDigest: string, folder: string): Promise<boolean> {
  if (createHash("sha256").update(archive).digest("hex") !== archiveDigest) return false;
  const outer = await readTar(archive);
  const contents = outer.find(({ header }) => header.name === "contents.tar.gz");
  const metadata = outer.find(({ header }) => header.name === "metadata.config");
  if (!contents || !metadata) throw new Error("expected contents.tar.gz and metadata.config in the package's archive");
  mkdirSync(folder, { recursive: true });
  for (const { header, content } of await readTar(gunzipSync(contents.content))) writeEntry(folder, header, content);
  writeFileSync(join(folder, "hex_metadata.config"), metadata.content);
  return true;
}

function writeEntry(folder: string, { name, type, mode }: Header, content: Buffer): void {
  const isInside = !name.startsWith("/") && !name.split("/").includes("..");
  if (!isInside || (type !== "file" && type !== "directory")) throw new Error(`expected plain files in the package's archive, found ${type} ${name}`);
  const path = join(folder, name);
  if (type === "directory") return void mkdirSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: ((mode ?? 0) & 0o100) === 0 ? 0o644 : 0o755 });
}

async function readTar(bytes: Uint8Array): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const reader = extract();
  reader.on("entry", (header, stream, next) => {
    const pieces: Uint8Array[] = [];
    stream.on("data", (piece) => {
      if (piece instanceof Uint8Array) pieces.push(piece);
    });
    stream.on("end", () => {
      entries.push({ header, content: Buffer.concat(pieces) });
      next();
    });
  });
  await pipeline(Readable.from([bytes]), reader);
  return entries;
}
