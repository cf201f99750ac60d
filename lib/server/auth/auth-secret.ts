import "server-only";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secret that signs session cookies: 256 random bits in a file of the data folder that only its owner
 * may read, made at the first start. Two processes starting at once agree on one.
 */
export function readAuthSecret(dataFolder: string): string {
  const file = join(dataFolder, "auth-secret");
  return readSecret(file) ?? createSecret(dataFolder, file);
}

function createSecret(dataFolder: string, file: string): string {
  mkdirSync(dataFolder, { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "w" });
  try {
    // Unlike a rename, a link does not replace what another process has put there.
    linkSync(temporary, file);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  const secret = readSecret(file);
  if (secret === undefined) throw new Error(`expected a secret in ${file}`);
  return secret;
}

function readSecret(file: string): string | undefined {
  try {
    const secret = readFileSync(file, "utf8").trim();
    if (secret.length < 32) throw new Error(`expected at least 32 characters in ${file}`);
    return secret;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
