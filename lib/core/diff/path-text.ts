const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const BACKSLASH = 0x5c;

/**
 * The text under which a path is stored, shown and compared.
 *
 * Valid UTF-8 without a backslash is itself. Anything else is escaped so that no two different paths
 * share a text: a backslash becomes `\\`, a byte that is no UTF-8 becomes `\xHH`.
 */
export function toPathText(bytes: Uint8Array): string {
  const text = decodeStrictly(bytes);
  if (text !== null && !text.includes("\\")) return text;

  let escaped = "";
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    escaped += character === null ? toHexEscape(bytes[at] ?? 0) : character.text.replace("\\", "\\\\");
    at += character === null ? 1 : character.length;
  }
  return escaped;
}

/**
 * The bytes of a path text, the inverse of `toPathText`.
 *
 * @throws if a backslash does not start `\\` or `\xHH`: the text was not made by `toPathText`.
 */
export function toPathBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const [piece] of text.matchAll(/\\x[0-9a-f]{2}|\\\\|[^\\]+|\\/g)) {
    if (piece === "\\") throw new Error(`expected \\\\ or \\xHH in the path text ${JSON.stringify(text)}`);
    if (piece === "\\\\") parts.push(Uint8Array.of(BACKSLASH));
    else if (piece.startsWith("\\x")) parts.push(Uint8Array.of(Number.parseInt(piece.slice(2), 16)));
    else parts.push(encoder.encode(piece));
  }
  return concatBytes(parts);
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function characterAt(bytes: Uint8Array, at: number): { text: string; length: number } | null {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    const text = decodeStrictly(bytes.subarray(at, at + length));
    if (text !== null) return { text, length };
  }
  return null;
}

function toHexEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
