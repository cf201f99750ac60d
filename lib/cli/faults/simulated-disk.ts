import { dirname } from "node:path";
import type { Random } from "@/lib/core/diff/create-random";

/** One thing a process did to a folder; paths are relative to it, "" is the folder itself. */
export type DiskOperation =
  | { readonly type: "create" | "unlink" | "mkdir"; readonly path: string }
  /** Without an offset: behind what the file holds. */
  | { readonly type: "write"; readonly path: string; readonly offset: number | null; readonly bytes: Buffer }
  | { readonly type: "truncate"; readonly path: string; readonly size: number }
  | { readonly type: "rename"; readonly from: string; readonly to: string }
  /** What was done before the operation of that number is on the disk. */
  | { readonly type: "sync"; readonly path: string; readonly before: number };

export type SimulatedDisk = {
  readonly apply: (operation: DiskOperation, number: number) => void;
  /** The files as a power cut now may leave them. */
  readonly cutPower: (random: Random) => ReadonlyMap<string, Buffer>;
};

type Change = { readonly number: number; readonly offset: number; readonly bytes: Buffer } | { readonly number: number; readonly size: number };
type File = { kind: "file"; durable: Buffer; pending: Change[]; size: number };
type Naming = { readonly number: number; readonly removed: string | null; readonly added: string | null; readonly node: Node };
type Folder = { kind: "folder"; durable: Map<string, Node>; live: Map<string, Node>; pending: Naming[] };
type Node = File | Folder;
type Fate = "kept" | "dropped" | "by chance";

const SECTOR = 512;

/**
 * A disk that keeps only what was synced: of everything else a power cut keeps, drops or tears any part, in any order.
 * A name is on the disk once its folder was synced; until then a cut may take it away, later names before earlier ones.
 */
export function createSimulatedDisk(files: ReadonlyMap<string, Buffer>): SimulatedDisk {
  const root: Folder = { kind: "folder", durable: new Map(), live: new Map(), pending: [] };
  for (const [name, content] of files) {
    const file: File = { kind: "file", durable: content, pending: [], size: content.length };
    root.durable.set(name, file);
    root.live.set(name, file);
  }
  return {
    apply: (operation, number) => apply(root, operation, number),
    cutPower: (random) => {
      const found = new Map<string, Buffer>();
      const fate: Fate = (["kept", "dropped", "by chance", "by chance"] as const)[random(4)] ?? "dropped";
      collect(root, "", fate, random, found);
      return found;
    },
  };
}

function apply(root: Folder, operation: DiskOperation, number: number): void {
  switch (operation.type) {
    case "create":
      name(root, number, { added: operation.path, removed: null, node: { kind: "file", durable: Buffer.alloc(0), pending: [], size: 0 } });
      break;
    case "mkdir":
      makeFolder(root, operation.path, number);
      break;
    case "unlink":
      name(root, number, { added: null, removed: operation.path, node: find(root, operation.path) });
      break;
    case "rename":
      name(root, number, { added: operation.to, removed: operation.from, node: find(root, operation.from) });
      break;
    case "write": {
      const file = findFile(root, operation.path);
      const offset = operation.offset ?? file.size;
      file.pending.push({ number, offset, bytes: operation.bytes });
      file.size = Math.max(file.size, offset + operation.bytes.length);
      break;
    }
    case "truncate": {
      const file = findFile(root, operation.path);
      file.pending.push({ number, size: operation.size });
      file.size = operation.size;
      break;
    }
    case "sync":
      sync(lookUp(root, operation.path) ?? makeFolder(root, operation.path, number), operation.before);
  }
}

/**
 * The folder of a path, made by then. Of two threads, the one that finds a folder made may be recorded before the one
 * that made it: then the use is what says that it is there.
 */
function makeFolder(root: Folder, path: string, number: number): Folder {
  if (path === "" || path === ".") return root;
  const parent = makeFolder(root, dirname(path), number);
  const known = parent.live.get(lastOf(path));
  if (known?.kind === "file") throw new Error(`the recording makes a folder of the file ${path}`);
  if (known) return known;
  const made: Folder = { kind: "folder", durable: new Map(), live: new Map(), pending: [] };
  name(root, number, { added: path, removed: null, node: made });
  return made;
}

/** Gives, takes or changes a name within one folder. */
function name(root: Folder, number: number, { added, removed, node }: Omit<Naming, "number">): void {
  const folder = makeFolder(root, dirname(added ?? removed ?? ""), number);
  const naming = { number, added: added === null ? null : lastOf(added), removed: removed === null ? null : lastOf(removed), node };
  folder.pending.push(naming);
  rename(folder.live, naming);
}

function rename(names: Map<string, Node>, { removed, added, node }: Naming): void {
  if (removed !== null) names.delete(removed);
  if (added !== null) names.set(added, node);
}

function sync(node: Node, before: number): void {
  if (node.kind === "folder") {
    for (const naming of node.pending.filter(({ number }) => number < before)) rename(node.durable, naming);
    node.pending = node.pending.filter(({ number }) => number >= before);
    return;
  }
  node.durable = node.pending.filter(({ number }) => number < before).reduce(write, node.durable);
  node.pending = node.pending.filter(({ number }) => number >= before);
}

/** Never changes the buffer it is given beyond what the change says, and never one that a cut was shown. */
function write(content: Buffer, change: Change): Buffer {
  if ("size" in change)
    return change.size <= content.length ? content.subarray(0, change.size) : Buffer.concat([content, Buffer.alloc(change.size - content.length)]);
  const { offset, bytes } = change;
  const grown = Buffer.alloc(Math.max(content.length, offset + bytes.length));
  content.copy(grown);
  bytes.copy(grown, offset);
  return grown;
}

function collect(folder: Folder, path: string, fate: Fate, random: Random, found: Map<string, Buffer>): void {
  const names = new Map(folder.durable);
  const kept = fate === "kept" ? folder.pending.length : fate === "dropped" ? 0 : random(folder.pending.length + 1);
  for (const naming of folder.pending.slice(0, kept)) rename(names, naming);
  for (const [last, node] of names) {
    const full = path === "" ? last : `${path}/${last}`;
    if (node.kind === "folder") collect(node, full, fate, random, found);
    else found.set(full, node.pending.flatMap((change) => cut(change, fate, random)).reduce(write, node.durable));
  }
}

/** What is left of a change that nobody synced. */
function cut(change: Change, fate: Fate, random: Random): readonly Change[] {
  if (fate !== "by chance") return fate === "kept" ? [change] : [];
  const dice = random(3);
  if (dice === 0) return [];
  if (dice === 1 || "size" in change) return [change];
  const { number, offset, bytes } = change;
  const sectors: Change[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + SECTOR - ((offset + at) % SECTOR));
    if (random(2) === 0) sectors.push({ number, offset: offset + at, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return sectors;
}

function lookUp(root: Folder, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path === "" ? [] : path.split("/")) node = node?.kind === "folder" ? node.live.get(part) : undefined;
  return node;
}

function find(root: Folder, path: string): Node {
  const node = lookUp(root, path);
  if (!node) throw new Error(`the recording uses ${path}, which it never made`);
  return node;
}

function findFile(root: Folder, path: string): File {
  const node = find(root, path);
  if (node.kind !== "file") throw new Error(`the recording writes to the folder ${path}`);
  return node;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
