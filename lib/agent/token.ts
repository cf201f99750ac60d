import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "./start-error";

/**
 * The bearer token; made with 256 random bits, readable by its owner only, when the file is missing.
 *
 * @throws StartError when others may read the file or it holds no usable token.
 */
export function loadToken(path: string): string {
  createIfMissing(path);
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    throw new StartError(`token file ${path} has mode ${mode.toString(8)}: others could read it; run chmod 600 on it`);
  }
  const token = readFileSync(path, "utf8").trim();
  if (!/^[A-Za-z0-9_-]{32,}$/.test(token)) {
    throw new StartError(`token file ${path}: expected at least 32 letters, digits, - or _; remove the file to have a new one made`);
  }
  return token;
}

function createIfMissing(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
    chmodSync(path, 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    throw new StartError(`cannot write the token file ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
