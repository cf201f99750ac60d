import type { Digest } from "@/lib/core/digest";
import type { CreateSha256, Sha256 } from "./sha256";

/**
 * Two digests over lists of parts that are mostly the same, each what `digestOf` gives for its list
 * under its domain.
 */
export type TwinDigest = {
  /** Adds a part to both, or the part of `bytes` between two offsets. */
  readonly both: (bytes: Uint8Array, from?: number, to?: number) => void;
  /** Adds a part that differs. */
  readonly each: (first: Uint8Array, second: Uint8Array) => void;
  /** The digests. Nothing may be added afterwards. */
  readonly end: () => readonly [first: Digest, second: Digest];
};

/** Starts twin digests. Each waits for the end of the one before: they share a buffer. */
export type StartTwinDigest = (firstDomain: string, secondDomain: string) => TwinDigest;

const BUFFER_BYTES = 64 * 1024;
/** Room for the length of a part in decimal digits and its colon. */
const LENGTH_BYTES = 12;
const SMALL_BYTES = 96;
const utf8 = new TextEncoder();

/** Collects small parts, so that the hashes are called for large pieces only. */
export function createTwinDigests(createSha256: CreateSha256): StartTwinDigest {
  const buffer = new Uint8Array(BUFFER_BYTES);
  return (firstDomain, secondDomain) => {
    const first = createSha256();
    const second = createSha256();
    first.update(utf8.encode(`${firstDomain}\0`));
    second.update(utf8.encode(`${secondDomain}\0`));
    let used = 0;

    function flush(): void {
      if (used === 0) return;
      first.update(buffer.subarray(0, used));
      second.update(buffer.subarray(0, used));
      used = 0;
    }

    function both(bytes: Uint8Array, from = 0, to = bytes.length): void {
      const length = to - from;
      if (used + length + LENGTH_BYTES > BUFFER_BYTES) flush();
      used = writeLength(buffer, used, length);
      if (length > BUFFER_BYTES - LENGTH_BYTES) {
        flush();
        first.update(bytes.subarray(from, to));
        second.update(bytes.subarray(from, to));
        return;
      }
      copy(bytes, from, to, buffer, used);
      used += length;
    }

    function each(firstPart: Uint8Array, secondPart: Uint8Array): void {
      flush();
      addPart(first, firstPart, buffer);
      addPart(second, secondPart, buffer);
    }

    function end(): readonly [Digest, Digest] {
      flush();
      return [toHex(first.digest()), toHex(second.digest())];
    }

    return { both, each, end };
  };
}

function addPart(hash: Sha256, part: Uint8Array, scratch: Uint8Array): void {
  const start = writeLength(scratch, 0, part.length);
  const fits = part.length <= BUFFER_BYTES - LENGTH_BYTES;
  if (fits) copy(part, 0, part.length, scratch, start);
  hash.update(scratch.subarray(0, fits ? start + part.length : start));
  if (!fits) hash.update(part);
}

/** Copying few bytes one by one is faster than making a view of them. */
function copy(bytes: Uint8Array, from: number, to: number, target: Uint8Array, at: number): void {
  if (to - from > SMALL_BYTES) target.set(bytes.subarray(from, to), at);
  else for (let source = from, place = at; source < to; source += 1, place += 1) target[place] = bytes[source] as number;
}

/** Writes `<length>:` and returns the offset after it. */
function writeLength(buffer: Uint8Array, at: number, length: number): number {
  let end = at + 1;
  for (let rest = length; rest > 9; rest = Math.floor(rest / 10)) end += 1;
  buffer[end] = 0x3a;
  for (let place = end - 1, rest = length; place >= at; place -= 1, rest = Math.floor(rest / 10)) buffer[place] = 0x30 + (rest % 10);
  return end + 1;
}

function toHex(bytes: Uint8Array): Digest {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
