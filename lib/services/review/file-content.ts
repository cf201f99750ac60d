import { sha256Hex } from "@/lib/core/digest";
import { err, ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { Agent } from "@/lib/ports/agent";
import { createByteCache } from "../byte-cache";

/** Where a file's content is: in a tree that the agent keeps for an app. */
export type BlobPlace = { readonly appId: string; readonly treeId: string; readonly oid: string };

/** Reads files of kept trees; what was read last stays at hand. */
export type FileContent = { readonly read: (place: BlobPlace) => Promise<Result<Uint8Array, Refusal>> };

const CACHE_BYTES = 48 * 1_048_576;

/** Makes the reader. What the agent sends counts only when it is the content that git's id names. */
export function createFileContent(agent: Pick<Agent, "readBlob">): FileContent {
  const files = createByteCache<Result<Uint8Array, Refusal>>(CACHE_BYTES, (found) => (found.ok ? found.value.length : Number.POSITIVE_INFINITY));
  return { read: (place) => files.get(place.oid, () => fetchFile(agent, place)) };
}

async function fetchFile(agent: Pick<Agent, "readBlob">, { appId, treeId, oid }: BlobPlace): Promise<Result<Uint8Array, Refusal>> {
  const blob = await agent.readBlob(appId, treeId, oid);
  if (blob.ok) {
    if ((await blobIdOf(blob.value, oid.length)) === oid) return ok(blob.value);
    return refuse("agent-refused", "The agent sent a file with another content than the snapshot's; it is not shown.");
  }
  const { code, message } = blob.error;
  if (code === "unreachable") return err({ code: "agent-unreachable", message, details: [] });
  return refuse(code === "not-found" || code === "unknown-app" ? "not-found" : "agent-refused", message);
}

/** Git's id of a file's content. */
async function blobIdOf(bytes: Uint8Array, digits: number): Promise<string> {
  const head = new TextEncoder().encode(`blob ${bytes.length}\0`);
  const whole = new Uint8Array(head.length + bytes.length);
  whole.set(head);
  whole.set(bytes, head.length);
  if (digits === 64) return sha256Hex(whole);
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-1", whole)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const utf8 = new TextEncoder();
const MAGIC: readonly (readonly [string, readonly (readonly [number, Uint8Array])[]])[] = [
  ["image/png", [[0, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)]]],
  ["image/jpeg", [[0, Uint8Array.of(0xff, 0xd8, 0xff)]]],
  ["image/gif", [[0, utf8.encode("GIF87a")]]],
  ["image/gif", [[0, utf8.encode("GIF89a")]]],
  [
    "image/webp",
    [
      [0, utf8.encode("RIFF")],
      [8, utf8.encode("WEBP")],
    ],
  ],
];

/** What picture the bytes begin as; null for anything that is not shown as one. An SVG is text. */
export function imageTypeOf(bytes: Uint8Array): string | null {
  return MAGIC.find(([, marks]) => marks.every(([at, mark]) => mark.every((byte, index) => bytes[at + index] === byte)))?.[0] ?? null;
}
