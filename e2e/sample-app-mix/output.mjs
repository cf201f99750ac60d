import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const DELAY_MS = Number(process.env.SAMPLE_MIX_DELAY_MS ?? 0);
const USES_COLOUR = !process.env.NO_COLOR;

/** Ends a task: printed as `** (kind) message`, with the trace indented below it. */
export class TaskFailure extends Error {
  constructor(kind, message, { trace = [], exitCode = 1 } = {}) {
    super(message);
    this.kind = kind;
    this.trace = trace;
    this.exitCode = exitCode;
  }
}

/** What `Mix.raise/1` does. */
export class MixError extends TaskFailure {
  constructor(message) {
    super("Mix", message);
  }
}

/** The text Mix prints for a failure, in red. */
export function failureText({ kind, message, trace }) {
  return [red(`** (${kind}) ${message}`), ...trace.map((line) => `    ${line}`)].join("\n");
}

export const green = (text) => colour("32", text);
export const yellow = (text) => colour("33", text);
export const red = (text) => colour("31", text);

function colour(code, text) {
  return USES_COLOUR ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Prints to standard output, then waits the configured delay. */
export async function say(text = "") {
  await write(1, `${text}\n`);
}

/** Prints to standard error, then waits the configured delay. */
export async function sayError(text = "") {
  await write(2, `${text}\n`);
}

/** Prints without ending the line: a question. */
export async function ask(text) {
  await write(1, text);
}

/** Written at once, so that a killed task leaves every line it printed. */
async function write(descriptor, text) {
  for (const line of text.split(/(?<=\n)/)) {
    writeFully(descriptor, Buffer.from(line));
    if (DELAY_MS > 0) await sleep(DELAY_MS);
  }
}

function writeFully(descriptor, bytes) {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (error.code === "EPIPE") process.exit(1);
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
