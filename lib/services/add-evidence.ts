import type { Digest } from "@/lib/core/digest";
import { type Evidence, type EvidenceRef, MOST_PICTURE_BYTES } from "@/lib/core/evidence/evidence";
import { parsePng } from "@/lib/core/evidence/parse-png";
import { readEvidence } from "@/lib/core/evidence/read-evidence";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { openRecord } from "@/lib/core/audit/record";
import type { BlobStore } from "@/lib/ports/blob-store";
import type { Pictures } from "@/lib/ports/pictures";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";
import { requirePermission } from "./require-permission";

type Deps = {
  readonly blobs: BlobStore;
  /** What no record names yet; it goes after a while. */
  readonly uploads: BlobStore;
  readonly pictures: Pictures;
  readonly log: UpgradeLog;
};
export type StoredEvidence = Pick<Evidence, "blob" | "type" | "sizeBytes">;

/** Takes in a picture or a text and stores it, the picture drawn anew; an answer may name it then. */
export async function addEvidence(
  { uploads, pictures, log }: Omit<Deps, "blobs">,
  person: Person,
  upgradeId: string,
  given: Uint8Array,
): Promise<Result<StoredEvidence, Refusal>> {
  const allowed = requirePermission(person, "evidence.add");
  if (!allowed.ok) return allowed;
  if (!(await foldUpgrade(log, upgradeId)).upgrade) return refuse("not-found", "There is no such upgrade.");
  const kind = readEvidence(given);
  if (!kind.ok) return refuse("bad-evidence", `This was not taken: ${kind.error}. Pictures have to be PNG, texts UTF-8.`);
  if (kind.value.type === "text/plain") return ok({ ...kind.value, blob: await uploads.put(given) });
  const shape = parsePng(given);
  const drawn = shape.ok ? await pictures.redraw(shape.value) : shape;
  if (!drawn.ok) return refuse("bad-evidence", `This picture was not taken: ${drawn.error}.`);
  if (drawn.value.length > MOST_PICTURE_BYTES) return refuse("bad-evidence", "This picture was not taken: drawn anew it is too large. Make it smaller.");
  return ok({ type: "image/png", sizeBytes: drawn.value.length, blob: await uploads.put(drawn.value) });
}

/** Evidence that was found, and what keeps it for good. */
export type FoundEvidence = { readonly evidence: readonly Evidence[]; readonly keep: () => Promise<void> };

/** Looks up what a command names as evidence; only what was taken in counts, whatever the command says of it. */
export async function findEvidence({ blobs, uploads }: Pick<Deps, "blobs" | "uploads">, refs: readonly EvidenceRef[]): Promise<Result<FoundEvidence, Refusal>> {
  const evidence: Evidence[] = [];
  const uploaded: Uint8Array[] = [];
  for (const { blob, shows } of refs) {
    const fresh = await uploads.get(blob).catch(() => undefined);
    const bytes = fresh ?? (await blobs.get(blob).catch(() => undefined));
    const kind = bytes && readEvidence(bytes);
    if (!kind?.ok) return refuse("bad-evidence", "A piece of evidence is not here; add it again. Nothing was recorded.");
    evidence.push({ ...kind.value, blob, shows });
    if (fresh) uploaded.push(fresh);
  }
  const keep = async (): Promise<void> => {
    for (const bytes of uploaded) await blobs.put(bytes);
  };
  return ok({ evidence, keep });
}

/** Reads evidence that a record of this upgrade names; nothing else. */
export async function readUpgradeEvidence(
  { blobs, log }: Pick<Deps, "blobs" | "log">,
  upgradeId: string,
  blob: Digest,
): Promise<Result<{ readonly type: Evidence["type"]; readonly bytes: Uint8Array }, Refusal>> {
  const records = await log.read(upgradeId);
  const named = records.some((record) => record.canonical.includes(blob) && listEvidence(openRecord(record).event).some((evidence) => evidence.blob === blob));
  if (!named) return refuse("not-found", "No record of this upgrade names such evidence.");
  const bytes = await blobs.get(blob);
  const kind = readEvidence(bytes);
  if (!kind.ok) throw new Error(`evidence ${blob}: ${kind.error}`);
  return ok({ type: kind.value.type, bytes });
}

function listEvidence(event: ReturnType<typeof openRecord>["event"]): readonly Evidence[] {
  return event.type === "check.recorded" || event.type === "step.attested" ? (event.evidence ?? []) : [];
}
