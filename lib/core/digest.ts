import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal");
export type Digest = z.infer<typeof digestSchema>;

/** SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal. Runs alike in Node and in the browser. */
export function sha256Hex(content: string | Uint8Array): Digest {
  return bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
}

/**
 * SHA-256 over parts under a domain, each preceded by its length in bytes, so that no two different
 * lists of parts share an input.
 */
export function digestOf(domain: string, parts: readonly (string | Uint8Array)[]): Digest {
  return digestOfAscii(domain, parts) ?? digestOfAny(domain, parts);
}

/** Most parts are short texts of ASCII: encoding them all at once takes a fraction of the time. */
function digestOfAscii(domain: string, parts: readonly (string | Uint8Array)[]): Digest | undefined {
  let text = `${domain}\0`;
  for (const part of parts) {
    if (typeof part !== "string") return undefined;
    text += `${part.length}:${part}`;
  }
  const bytes = utf8ToBytes(text);
  // As many bytes as characters: it was ASCII, and the lengths are those in bytes.
  return bytes.length === text.length ? sha256Hex(bytes) : undefined;
}

function digestOfAny(domain: string, parts: readonly (string | Uint8Array)[]): Digest {
  const hash = sha256.create().update(utf8ToBytes(`${domain}\0`));
  for (const part of parts) {
    const bytes = typeof part === "string" ? utf8ToBytes(part) : part;
    hash.update(utf8ToBytes(`${bytes.length}:`)).update(bytes);
  }
  return bytesToHex(hash.digest());
}
