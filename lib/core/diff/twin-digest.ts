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
  /** Adds lines of a kind to both, each with the byte after it. */
  readonly lines: (lines: LineRange, kind: number) => void;
  /** Adds a part that differs. */
  readonly each: (first: Uint8Array, second: Uint8Array) => void;
  /** Adds parts that `joinParts` made one. */
  readonly joined: (first: Uint8Array, second: Uint8Array) => void;
  /** The two digests. */
  readonly end: () => readonly [first: Digest, second: Digest];
};

/** Lines from one up to another, and where they are in their bytes. */
export type LineRange = {
  readonly bytes: Uint8Array;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly from: number;
  readonly to: number;
};

const BUFFER_BYTES = 64 * 1024;
/** Room before the parts for a domain. */
const DOMAIN_BYTES = 128;
/** Room for the length of a part in decimal digits and its colon. */
const LENGTH_BYTES = 12;
const SMALL_BYTES = 96;
const utf8 = new TextEncoder();

/** Parts that come again and again, as the digests take them. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0));
  let end = 0;
  for (const part of parts) {
    end = writeLength(joined, end, part.length);
    joined.set(part, end);
    end += part.length;
  }
  return joined.slice(0, end);
}

/**
 * Collects small parts, so that most hunks are hashed in one piece and all others in large ones. Parts that are
 * in both digests are collected once.
 */
export function createTwinDigests(sha256: Sha256): TwinDigests {
  const first = createCollector(sha256);
  const second = createCollector(sha256);
  let areAlike = true;

  /** From here on the parts are collected for each. */
  function part(): void {
    if (!areAlike) return;
    areAlike = false;
    second.take(first.parts());
  }

  function flush(): void {
    if (areAlike) second.update(first.parts());
    else second.flush();
    first.flush();
  }

  function both(bytes: Uint8Array, from = 0, to = bytes.length): void {
    if (areAlike && first.holds(to - from)) {
      first.add(bytes, from, to);
      return;
    }
    addTo(first, bytes, from, to);
    if (!areAlike) addTo(second, bytes, from, to);
  }

  function addTo(collector: Collector, bytes: Uint8Array, from: number, to: number): void {
    if (!collector.holds(to - from)) flush();
    if (collector.holds(to - from)) {
      collector.add(bytes, from, to);
      return;
    }
    collector.addLength(to - from);
    flush();
    const part = bytes.subarray(from, to);
    collector.update(part);
    if (areAlike) second.update(part);
  }

  return {
    start: (firstDomain, secondDomain) => {
      areAlike = true;
      first.start(firstDomain);
      second.start(secondDomain);
    },
    both,
    lines: (lines, kind) => {
      const { bytes, kinds, starts, ends, from, to } = lines;
      for (let line = from; line < to; line += 1) {
        if (areAlike) line = first.addLines(lines, kind, line);
        if (line < to && kinds[line] === kind) both(bytes, starts[line], (ends[line] as number) + 1);
      }
    },
    each: (firstPart, secondPart) => {
      part();
      addTo(first, firstPart, 0, firstPart.length);
      addTo(second, secondPart, 0, secondPart.length);
    },
    joined: (firstParts, secondParts) => {
      if (firstParts !== secondParts) part();
      addJoinedTo(first, firstParts);
      if (!areAlike) addJoinedTo(second, secondParts);
    },
    end: () => {
      if (!areAlike) return [first.end(), second.end()];
      const digest = second.endAfter(first);
      return [first.end(), digest];
    },
  };

  function addJoinedTo(collector: Collector, parts: Uint8Array): void {
    if (!collector.holds(parts.length)) flush();
    if (collector.holds(parts.length)) collector.addJoined(parts);
    else {
      collector.update(parts);
      if (areAlike) second.update(parts);
    }
  }
}

type Collector = ReturnType<typeof createCollector>;

function createCollector(sha256: Sha256) {
  const buffer = new Uint8Array(DOMAIN_BYTES + BUFFER_BYTES);
  const domains = createDomains();
  let domain: Uint8Array = new Uint8Array();
  let used = DOMAIN_BYTES;
  let running: RunningSha256 | null = null;

  function parts(): Uint8Array {
    return buffer.subarray(DOMAIN_BYTES, used);
  }

  /** Hashes bytes after all that was hashed before. */
  function update(bytes: Uint8Array): void {
    if (running === null) {
      running = sha256.start();
      running.update(domain);
    }
    running.update(bytes);
  }

  function flush(): void {
    update(parts());
    used = DOMAIN_BYTES;
  }

  /** The digest of the parts, none of which is hashed yet, under a domain. */
  function digestUnder(prefix: Uint8Array): Digest {
    const from = DOMAIN_BYTES - prefix.length;
    buffer.set(prefix, from);
    return sha256.of(buffer.subarray(from, used));
  }

  return {
    start: (name: string): void => {
      running = null;
      domain = domains(name);
      used = DOMAIN_BYTES;
    },
    /** Whether a part fits beside what was collected. */
    holds: (length: number): boolean => used + length + LENGTH_BYTES <= buffer.length,
    add: (bytes: Uint8Array, start: number, end: number): void => {
      used = writeLength(buffer, used, end - start);
      copy(bytes, start, end, buffer, used);
      used += end - start;
    },
    /** Adds lines from one on as long as they fit, and returns the first that does not. */
    addLines: ({ bytes, kinds, starts, ends, to }: LineRange, kind: number, from: number): number => {
      let at = used;
      let line = from;
      for (; line < to; line += 1) {
        if (kinds[line] !== kind) continue;
        const start = starts[line] as number;
        const end = (ends[line] as number) + 1;
        if (at + (end - start) + LENGTH_BYTES > buffer.length) break;
        at = writeLength(buffer, at, end - start);
        copy(bytes, start, end, buffer, at);
        at += end - start;
      }
      used = at;
      return line;
    },
    /** The length of a part that does not fit, and comes by itself. */
    addLength: (length: number): void => {
      used = writeLength(buffer, used, length);
    },
    addJoined: (joined: Uint8Array): void => {
      copy(joined, 0, joined.length, buffer, used);
      used += joined.length;
    },
    parts,
    take: (others: Uint8Array): void => {
      buffer.set(others, DOMAIN_BYTES);
      used = DOMAIN_BYTES + others.length;
    },
    update,
    flush,
    digestUnder,
    end: (): Digest => {
      if (running === null) return digestUnder(domain);
      flush();
      return running.end();
    },
    /** The digest when the parts that are not hashed yet are those of another one. */
    endAfter: (other: { readonly parts: () => Uint8Array; readonly digestUnder: (prefix: Uint8Array) => Digest }): Digest => {
      if (running === null) return other.digestUnder(domain);
      running.update(other.parts());
      return running.end();
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
  if (length < 10) {
    buffer[at] = 0x30 + length;
    buffer[at + 1] = 0x3a;
    return at + 2;
  }
  if (length < 100) {
    const tens = (length / 10) | 0;
    buffer[at] = 0x30 + tens;
    buffer[at + 1] = 0x30 + length - 10 * tens;
    buffer[at + 2] = 0x3a;
    return at + 3;
  }
  let end = at + 1;
  for (let rest = length; rest > 9; rest = Math.floor(rest / 10)) end += 1;
  buffer[end] = 0x3a;
  for (let place = end - 1, rest = length; place >= at; place -= 1, rest = Math.floor(rest / 10)) buffer[place] = 0x30 + (rest % 10);
  return end + 1;
}
