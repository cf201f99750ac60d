import type { Digest } from "@/lib/core/digest";
import type { RunningSha256, Sha256 } from "./sha256";

/**
 * Two digests at a time over lists of parts that are mostly the same, each what `digestOf` gives for its
 * list under its domain.
 */
export type TwinDigests = {
  readonly start: (firstDomain: string, secondDomain: string) => void;
  /** Adds a part to both, or the part of `bytes` between two offsets. */
  readonly both: (bytes: Uint8Array, from?: number, to?: number) => void;
  /** Adds a part that differs. */
  readonly each: (first: Uint8Array, second: Uint8Array) => void;
  /** The two digests. */
  readonly end: () => readonly [first: Digest, second: Digest];
};

const BUFFER_BYTES = 64 * 1024;
/** Room for the length of a part in decimal digits and its colon. */
const LENGTH_BYTES = 12;
const SMALL_BYTES = 96;
const utf8 = new TextEncoder();

/** Collects small parts, so that most hunks are hashed in one piece and all others in large ones. */
export function createTwinDigests(sha256: Sha256): TwinDigests {
  const first = createCollector(sha256);
  const second = createCollector(sha256);
  return {
    start: (firstDomain, secondDomain) => {
      first.start(firstDomain);
      second.start(secondDomain);
    },
    both: (bytes, from = 0, to = bytes.length) => {
      first.add(bytes, from, to);
      second.add(bytes, from, to);
    },
    each: (firstPart, secondPart) => {
      first.add(firstPart, 0, firstPart.length);
      second.add(secondPart, 0, secondPart.length);
    },
    end: () => [first.end(), second.end()],
  };
}

function createCollector(sha256: Sha256) {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let used = 0;
  let running: RunningSha256 | null = null;

  function flush(): RunningSha256 {
    running ??= sha256.start();
    running.update(buffer.subarray(0, used));
    used = 0;
    return running;
  }

  return {
    start: (domain: string): void => {
      running = null;
      used = utf8.encodeInto(`${domain}\0`, buffer).written;
    },
    add: (bytes: Uint8Array, from: number, to: number): void => {
      const length = to - from;
      if (used + length + LENGTH_BYTES > BUFFER_BYTES) flush();
      used = writeLength(buffer, used, length);
      if (length > BUFFER_BYTES - LENGTH_BYTES) {
        flush().update(bytes.subarray(from, to));
        return;
      }
      copy(bytes, from, to, buffer, used);
      used += length;
    },
    end: (): Digest => (running === null ? sha256.of(buffer.subarray(0, used)) : flush().end()),
  };
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
