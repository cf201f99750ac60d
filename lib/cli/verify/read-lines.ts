import type { ByteSource } from "./byte-source";
import { failAt } from "./problem";
import type { Entry } from "./read-archive";

const CHUNK = 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of an entry without their ends, one after the other; never the whole of it in memory. */
export function* readLines(source: ByteSource, { name, offset, size }: Entry): Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; at < size; at += CHUNK) {
    const read = source.read(offset + at, Math.min(CHUNK, size - at));
    const chunk = rest.length === 0 ? read : Buffer.concat([rest, read]);
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE, from); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      yield chunk.subarray(from, end);
      from = end + 1;
    }
    rest = chunk.subarray(from);
  }
  if (rest.length > 0) failAt(name, "Its last line does not end.");
}
