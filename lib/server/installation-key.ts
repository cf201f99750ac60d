import "server-only";
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { toInstallationId } from "@/lib/core/audit/signature";
import type { Installation } from "@/lib/ports/installation";

/**
 * The key of this installation: Ed25519 in a file of the data folder that only its owner may read, made at the
 * first start and on the disk before it is used. Two processes starting at once agree on one.
 *
 * @throws when others may read the file: whoever has the key can sign in the dashboard's name.
 */
export function readInstallation(dataFolder: string): Installation {
  const file = join(dataFolder, "installation-key");
  const key = readKey(file) ?? makeKey(dataFolder, file);
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { id: toInstallationId(publicKey), publicKey, sign: (bytes) => sign(null, bytes, key).toString("hex") };
}

function makeKey(dataFolder: string, file: string): KeyObject {
  mkdirSync(dataFolder, { recursive: true });
  const { privateKey } = generateKeyPairSync("ed25519");
  const temporary = `${file}.${randomUUID()}.tmp`;
  writeDurably(temporary, privateKey.export({ format: "pem", type: "pkcs8" }));
  try {
    // Unlike a rename, a link does not replace what another process has put there.
    linkSync(temporary, file);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(dataFolder);
  const key = readKey(file);
  if (!key) throw new Error(`expected a key in ${file}`);
  return key;
}

function readKey(file: string): KeyObject | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    throw new Error(
      `The installation's key in ${file} can be read by others (mode ${mode.toString(8)}). Run "chmod 600 ${file}", and find out who has read it, before starting again.`,
    );
  }
  const key = createPrivateKey(text);
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`expected an Ed25519 key in ${file}, got ${key.asymmetricKeyType}`);
  return key;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function writeDurably(file: string, text: string | Buffer): void {
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, text.toString());
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
