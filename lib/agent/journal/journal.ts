import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { AgentEvent } from "@/lib/contract/agent-api";
import { syncFolder } from "../durable-file";
import { journalEntrySchema, type AcceptedEntry, type JournalEntry, type NewEvent } from "./entry";

/** The agent's memory: what it wrote here happened, what is not here did not. */
export type Journal = {
  /** Appends and fsyncs before it returns. */
  readonly accept: (entry: Omit<AcceptedEntry, "kind">) => void;
  /** Numbers the event, appends and fsyncs before it returns. */
  readonly record: (event: NewEvent) => AgentEvent;
  /** Called for every entry, the ones read at the start first. */
  readonly subscribe: (onEntry: (entry: JournalEntry) => void) => void;
  /** Called after each new event, until the returned function is called. */
  readonly onEvent: (listener: () => void) => () => void;
  readonly listEvents: (after: number, limit: number) => readonly AgentEvent[];
  readonly lastNumber: () => number;
  readonly close: () => void;
};

type JournalOptions = { readonly now: () => number; readonly onTornLine: (bytes: number) => void };

/** Opens or creates the journal. A torn last line is cut off. @throws when an earlier line is damaged. */
export function openJournal(path: string, { now, onTornLine }: JournalOptions): Journal {
  const descriptor = openSync(path, "a+", 0o600);
  syncFolder(dirname(path));
  const content = readFileSync(path);
  const { entries, size: wholeSize } = readEntries(content, path);
  if (wholeSize < content.length) {
    ftruncateSync(descriptor, wholeSize);
    fsyncSync(descriptor);
    onTornLine(content.length - wholeSize);
  }
  let size = wholeSize;
  const events = entries.flatMap((entry) => (entry.kind === "event" ? [entry.event] : []));
  const subscribers: ((entry: JournalEntry) => void)[] = [];
  const listeners = new Set<() => void>();

  function append(entry: JournalEntry): void {
    size += appendLine(descriptor, size, `${JSON.stringify(journalEntrySchema.parse(entry))}\n`);
    entries.push(entry);
    if (entry.kind === "event") events.push(entry.event);
    for (const onEntry of subscribers) onEntry(entry);
    if (entry.kind === "event") for (const listener of listeners) listener();
  }

  return {
    accept: (entry) => append({ kind: "accepted", ...entry }),
    record: (event) => {
      const numbered = { ...event, number: (events.at(-1)?.number ?? 0) + 1, at: now() };
      append({ kind: "event", event: numbered });
      return numbered;
    },
    subscribe: (onEntry) => {
      for (const entry of entries) onEntry(entry);
      subscribers.push(onEntry);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Numbers start at 1 and have no gaps, so a number is an index.
    listEvents: (after, limit) => events.slice(after, after + limit),
    lastNumber: () => events.length,
    close: () => closeSync(descriptor),
  };
}

/** A line that could only be written in part is taken back, so that the next one starts clean. */
function appendLine(descriptor: number, size: number, line: string): number {
  const bytes = Buffer.from(line);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
    return bytes.length;
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}

function readEntries(content: Buffer, path: string): { entries: JournalEntry[]; size: number } {
  const entries: JournalEntry[] = [];
  let size = 0;
  let expected = 1;
  for (let end = content.indexOf("\n"); end !== -1; end = content.indexOf("\n", size)) {
    const json = parseJson(content.toString("utf8", size, end));
    if (json === undefined && end === content.length - 1) break;
    const entry = journalEntrySchema.safeParse(json).data;
    if (entry === undefined) throw new Error(`journal ${path}: damaged entry at byte ${size}; restore it from a backup`);
    if (entry.kind === "event" && entry.event.number !== expected) {
      throw new Error(`journal ${path}: expected event ${expected} at byte ${size}, came ${entry.event.number}`);
    }
    if (entry.kind === "event") expected += 1;
    entries.push(entry);
    size = end + 1;
  }
  return { entries, size };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
