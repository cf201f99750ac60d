import { err, ok, type Result } from "@/lib/core/result";
import { type Evidence, MOST_TEXT_BYTES } from "./evidence";
import { parsePng } from "./parse-png";

/** What bytes are as evidence, by their structure: a PNG within limits, or UTF-8 text. The error says why neither. */
export function readEvidence(bytes: Uint8Array): Result<Pick<Evidence, "type" | "sizeBytes">, string> {
  if (bytes.length === 0) return err("it is empty");
  if (bytes[0] === 0x89) {
    const png = parsePng(bytes);
    return png.ok ? ok({ type: "image/png", sizeBytes: bytes.length }) : err(png.error);
  }
  if (bytes.length > MOST_TEXT_BYTES) return err(`as a text it has ${bytes.length} bytes, more than ${MOST_TEXT_BYTES}`);
  return isPlainText(bytes) ? ok({ type: "text/plain", sizeBytes: bytes.length }) : err("it is neither a PNG nor plain UTF-8 text");
}

/** Tabs, line ends and the escapes of terminal colours; no other control characters, so no other kind of file. */
const CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && !CONTROLS.has(byte))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
