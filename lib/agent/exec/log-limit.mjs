// Plain JavaScript: the shim runs it with bare Node, without the agent's loader.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from "node:fs";

const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * Keeps a log within its limit while programs go on appending to the very file: what comes after the
 * limit is hashed and its disk space given back, and the file is cut to the limit once nobody writes.
 */
export function createLogLimit(path, limitBytes) {
  const hash = createHash("sha256");
  let readTo = limitBytes;

  function take() {
    const size = sizeOf(path);
    if (size <= readTo) return;
    const from = readTo;
    const descriptor = openSync(path, "r");
    try {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      while (readTo < size) {
        const bytes = readSync(descriptor, piece, 0, Math.min(PIECE_BYTES, size - readTo), readTo);
        if (bytes === 0) break;
        hash.update(piece.subarray(0, bytes));
        readTo += bytes;
      }
    } finally {
      closeSync(descriptor);
    }
    // Where the file system cannot do it, the space comes back when the file is cut.
    spawnSync("fallocate", ["--punch-hole", "--offset", String(from), "--length", String(readTo - from), path], { stdio: "ignore" });
  }

  return {
    /** Takes what came after the limit so far. */
    take,
    /** Cuts the log and says what is missing; for when no process writes to it any more. */
    close: () => {
      take();
      const dropped = readTo - limitBytes;
      if (dropped > 0) cutLog(path, limitBytes, `${dropped} further bytes were dropped; their SHA-256 is ${hash.digest("hex")}`);
    },
  };
}

/** Cuts a log that nobody watched over to the end; nothing happens to one within its limit. */
export function cutUnwatchedLog(path, limitBytes) {
  const dropped = sizeOf(path) - limitBytes;
  if (dropped > 0) cutLog(path, limitBytes, `${dropped} further bytes were dropped, unhashed: what watched over the log was ended`);
}

function cutLog(path, limitBytes, words) {
  const descriptor = openSync(path, "r+");
  try {
    ftruncateSync(descriptor, limitBytes);
    writeSync(descriptor, `\n[log limit: ${limitBytes} bytes are kept. ${words}.]\n`, limitBytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function sizeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
