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
/** Room before the parts for a domain. */
const DOMAIN_BYTES = 128;
/** Room for the length of a part in decimal digits and its colon. */
const LENGTH_BYTES = 12;
const SMALL_BYTES = 96;
const utf8 = new TextEncoder();

/**
 * Collects small parts, so that most hunks are hashed in one piece and all others in large ones. Parts that are
 * in both digests are collected once.
 */
export function createTwinDigests(sha256: Sha256): TwinDigests {
  const first = createCollector(sha256);
  const second = createCollector(sha256);
  const domains = { first: "", second: "" };
  let areAlike = true;

  /** From here on the parts are collected for each. */
  function part(): void {
    if (!areAlike) return;
    areAlike = false;
    second.start(domains.second);
    second.take(first);
  }

  return {
    start: (firstDomain, secondDomain) => {
      domains.first = firstDomain;
      domains.second = secondDomain;
      areAlike = true;
      first.start(firstDomain);
    },
    both: (bytes, from = 0, to = bytes.length) => {
      // What is flushed is in one digest only.
      if (areAlike && !first.holds(to - from)) part();
      first.add(bytes, from, to);
      if (!areAlike) second.add(bytes, from, to);
    },
    each: (firstPart, secondPart) => {
      part();
      first.add(firstPart, 0, firstPart.length);
      second.add(secondPart, 0, secondPart.length);
    },
    end: () => {
      const digest = first.end();
      return [digest, areAlike ? first.endAs(domains.second) : second.end()];
    },
  };
}

function createCollector(sha256: Sha256) {
  const buffer = new Uint8Array(DOMAIN_BYTES + BUFFER_BYTES);
  const domains = createDomains();
  /** The domain ends where the parts begin, so that another one can take its place. */
  let from = DOMAIN_BYTES;
  let used = DOMAIN_BYTES;
  let running: RunningSha256 | null = null;

  function putDomain(domain: string): void {
    const bytes = domains(domain);
    from = DOMAIN_BYTES - bytes.length;
    buffer.set(bytes, from);
  }

  function flush(): RunningSha256 {
    running ??= sha256.start();
    running.update(buffer.subarray(from, used));
    from = DOMAIN_BYTES;
    used = DOMAIN_BYTES;
    return running;
  }

  return {
    start: (domain: string): void => {
      running = null;
      putDomain(domain);
      used = DOMAIN_BYTES;
    },
    /** Whether a part fits beside what was collected. */
    holds: (length: number): boolean => used + length + LENGTH_BYTES <= buffer.length,
    add: (bytes: Uint8Array, start: number, end: number): void => {
      const length = end - start;
      if (used + length + LENGTH_BYTES > buffer.length) flush();
      used = writeLength(buffer, used, length);
      if (length > BUFFER_BYTES - LENGTH_BYTES) {
        flush().update(bytes.subarray(start, end));
        return;
      }
      copy(bytes, start, end, buffer, used);
      used += length;
    },
    /** The parts that were collected, nothing of which is flushed. */
    parts: (): Uint8Array => buffer.subarray(DOMAIN_BYTES, used),
    take: (other: { readonly parts: () => Uint8Array }): void => {
      const parts = other.parts();
      buffer.set(parts, DOMAIN_BYTES);
      used = DOMAIN_BYTES + parts.length;
    },
    end: (): Digest => (running === null ? sha256.of(buffer.subarray(from, used)) : flush().end()),
    /** The digest of the same parts under another domain, when nothing is flushed. */
    endAs: (domain: string): Digest => {
      putDomain(domain);
      return sha256.of(buffer.subarray(from, used));
    },
  };
}

function createDomains(): (domain: string) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  return (domain) => {
    const found = known.get(domain) ?? utf8.encode(`${domain}\0`);
    if (found.length > DOMAIN_BYTES) throw new Error(`expected a domain of at most ${DOMAIN_BYTES - 1} bytes, came ${domain}`);
    known.set(domain, found);
    return found;
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
