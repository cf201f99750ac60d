import { toView, type ByteSource } from "./byte-source";
import { failAt } from "./problem";
import type { Entry } from "./read-archive";

const CHUNK = 1024 * 1024;
const NEWLINE = 0x0a;

/** Where a line stands among bytes, without its end. */
export type Line = { readonly bytes: Buffer; readonly view: DataView; readonly start: number; readonly end: number };

/** The lines of an entry, one after the other; each holds until the next one is asked for, and never the whole entry is in memory. */
export function* readLines(source: ByteSource, { name, offset, size }: Entry): Generator<Line> {
  const first = Buffer.allocUnsafe(Math.min(CHUNK, size));
  const line = { bytes: first, view: toView(first), start: 0, end: 0 };
  let filled = 0;
  for (let at = 0; at < size; ) {
    if (filled === line.bytes.length) {
      line.bytes = Buffer.concat([line.bytes], 2 * filled);
      line.view = toView(line.bytes);
    }
    const { bytes } = line;
    const got = source.fill(bytes.subarray(filled, filled + size - at), offset + at);
    if (got === 0) break;
    at += got;
    line.start = 0;
    line.end = bytes.indexOf(NEWLINE, filled);
    filled += got;
    while (line.end !== -1 && line.end < filled) {
      yield line;
      line.start = line.end + 1;
      line.end = bytes.indexOf(NEWLINE, line.start);
    }
    bytes.copyWithin(0, line.start, filled);
    filled -= line.start;
  }
  if (filled > 0) failAt(name, "Its last line does not end.");
}
