import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { DiskOperation } from "./simulated-disk";

/** What a process did to a folder, and what it said on its standard output in between. */
export type Recorded = DiskOperation | { readonly type: "said"; readonly text: string };

const CALLS = ["openat", "open", "creat", "write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate"];
const NAME_CALLS = ["rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat"];
const LONGEST_TEXT = 16 * 1024 * 1024;

/** Whether programs can be watched here; a sentence when they cannot. */
export function findStraceProblem(): string | undefined {
  const { error, status } = spawnSync("strace", ["-f", "-o", "/dev/null", process.execPath, "-e", "0"], { stdio: "ignore" });
  if (error) return "strace is not installed";
  return status === 0 ? undefined : "strace may not watch programs here";
}

/** Runs a program to its end and records everything it does to a folder. @throws when it did not say what it had to. */
export function recordDisk(folder: string, traceFile: string, program: string, args: readonly string[], cwd: string): readonly Recorded[] {
  const watched = [...CALLS, ...NAME_CALLS].map((call) => `?${call}`).join(",");
  const options = ["-f", "-y", "-xx", "-s", String(LONGEST_TEXT), "-o", traceFile, "-e", `trace=${watched}`];
  const { stderr } = spawnSync("strace", [...options, program, ...args], { cwd, encoding: "utf8", maxBuffer: LONGEST_TEXT });
  const recorded = parseTrace(readFileSync(traceFile, "utf8"), folder);
  if (recorded.length === 0) throw new Error(`nothing was recorded: ${stderr}`);
  return recorded;
}

type Call = { readonly name: string; readonly args: string; readonly result: number; readonly begunAt: number };

/** Reads what strace wrote. @throws when the recording holds something that this does not understand. */
export function parseTrace(trace: string, folder: string): readonly Recorded[] {
  const begun = new Map<string, { readonly text: string; readonly at: number }>();
  const made = new Set<string>();
  const recorded: Recorded[] = [];
  for (const line of trace.split("\n")) {
    const [, pid = "", rest = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (rest.endsWith(" <unfinished ...>")) {
      begun.set(pid, { text: rest.slice(0, -" <unfinished ...>".length), at: recorded.length });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const start = resumed ? begun.get(pid) : undefined;
    const call = toCall(resumed ? `${start?.text ?? ""}${resumed[1]}` : rest, start?.at ?? recorded.length);
    if (call && call.result >= 0) recorded.push(...toRecorded(call, folder, made));
  }
  return recorded;
}

function toCall(text: string, begunAt: number): Call | undefined {
  const [, name = "", args = "", result = ""] = /^(\w+)\((.*)\)\s+= (-?\d+)/s.exec(text) ?? [];
  return name === "" ? undefined : { name, args, result: Number(result), begunAt };
}

function toRecorded({ name, args, result, begunAt }: Call, folder: string, made: Set<string>): readonly Recorded[] {
  const opened = /^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(args)?.[1];
  const path = opened === undefined ? undefined : toPath(decode(opened).toString(), folder);
  const texts = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = ""]) => decode(text));
  if (name === "write" && args.startsWith("1<")) return [{ type: "said", text: texts[0]?.toString() ?? "" }];
  if (name.startsWith("open") || name === "creat") return /O_CREAT/.test(args) || name === "creat" ? toCreated(texts[0], folder, made) : [];
  if (NAME_CALLS.includes(name)) return toNamed(name, args, texts, folder, made);
  if (path === undefined || isShared(path)) return [];
  switch (name) {
    case "fsync":
    case "fdatasync":
      return [{ type: "sync", path, before: begunAt }];
    case "ftruncate":
      return [{ type: "truncate", path, size: Number(/, (\d+)$/.exec(args)?.[1]) }];
    case "write":
      return [{ type: "write", path, offset: null, bytes: requireWhole(texts[0], result) }];
    case "pwrite64":
      return [{ type: "write", path, offset: Number(/, (\d+)$/.exec(args)?.[1]), bytes: requireWhole(texts[0], result) }];
    default:
      throw new Error(`the recording has a ${name} to ${path}, which this cannot replay`);
  }
}

function toCreated(text: Buffer | undefined, folder: string, made: Set<string>): readonly Recorded[] {
  const path = toPath(text?.toString() ?? "", folder);
  if (path === undefined || isShared(path) || made.has(path)) return [];
  made.add(path);
  return [{ type: "create", path }];
}

function toNamed(name: string, args: string, texts: readonly Buffer[], folder: string, made: Set<string>): readonly Recorded[] {
  const [from, to] = texts.map((text) => toPath(text.toString(), folder));
  if (from === undefined || isShared(from)) return [];
  if (name.startsWith("mkdir")) return [{ type: "mkdir", path: from }];
  made.delete(from);
  if (name.startsWith("unlink")) return args.includes("AT_REMOVEDIR") ? [] : [{ type: "unlink", path: from }];
  if (to === undefined) throw new Error(`the recording moves ${from} out of the folder`);
  made.add(to);
  return [{ type: "rename", from, to }];
}

function toPath(absolute: string, folder: string): string | undefined {
  const path = relative(folder, absolute);
  return absolute.startsWith("/") && !path.startsWith("..") ? path : undefined;
}

/** SQLite shares it between processes and makes it anew after a crash. */
function isShared(path: string): boolean {
  return path.endsWith("-shm");
}

function requireWhole(bytes: Buffer | undefined, written: number): Buffer {
  if (bytes?.length !== written) throw new Error(`the recording cut ${written} written bytes to ${bytes?.length}`);
  return bytes;
}

function decode(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}
