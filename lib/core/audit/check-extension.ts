import { z } from "zod";
import { digestSchema, type Digest } from "@/lib/core/digest";
import { err, ok, type Result } from "@/lib/core/result";
import { checkpointHash, parseCheckpoint, toCheckpointBytes, type Checkpoint, type SignedCheckpoint } from "./checkpoint";
import { extendTrail, headSchema, rootsAround, rootWith, siblingsSchema, type Head } from "./heads-tree";
import { GENESIS } from "./genesis";
import { toInstallationId, type PublicKey, type VerifySignature } from "./signature";

/** Proof that one upgrade's chain only grew: where it stood, and the hashes of the records since. */
export const headUpdateSchema = z
  .strictObject({
    upgradeId: headSchema.unwrap().shape.upgradeId,
    /** Where it stood; null for an upgrade that is new. */
    from: headSchema.unwrap().pick({ length: true, head: true, trail: true }).nullable(),
    hashes: z.array(digestSchema).min(1).max(1_000).readonly(),
    siblings: siblingsSchema,
    other: z.strictObject({ key: digestSchema, value: digestSchema }).nullable(),
  })
  .readonly();
export type HeadUpdate = z.infer<typeof headUpdateSchema>;

/** Why a witness does not cosign. `not-next` is no accusation: it only has to be shown the ones between first. */
export type ExtensionRefusal = {
  readonly code: "checkpoint-unsigned" | "checkpoint-forked" | "checkpoint-smaller" | "checkpoint-not-next";
  readonly message: string;
};

export type ShownCheckpoint = { readonly publicKey: PublicKey; readonly checkpoint: SignedCheckpoint; readonly updates: readonly HeadUpdate[] };

/** A checkpoint that may be cosigned; `isRepeat` when it is the one the witness has. */
export type Extension = { readonly checkpoint: Checkpoint; readonly hash: Digest; readonly isRepeat: boolean };

/**
 * Everything a witness checks before it cosigns. `latest` is the canonical text of the checkpoint it cosigned
 * last, null when it has seen none: then it starts from the one shown, which must be the first of its chain or
 * is taken on trust.
 */
export function checkExtension(latest: string | null, shown: ShownCheckpoint, verify: VerifySignature): Result<Extension, ExtensionRefusal> {
  const { canonical, signature } = shown.checkpoint;
  const next = parseCheckpoint(canonical);
  if (!next) return refuse("checkpoint-unsigned", "What was shown is not the canonical text of a checkpoint.");
  if (next.installationId !== toInstallationId(shown.publicKey) || !verify(shown.publicKey, toCheckpointBytes(canonical), signature)) {
    return refuse("checkpoint-unsigned", `Checkpoint ${next.number} is not signed by the installation it names.`);
  }
  const extension = { checkpoint: next, hash: checkpointHash(canonical), isRepeat: canonical === latest };
  if (extension.isRepeat) return ok(extension);
  if (latest === null) return next.number > 1 ? ok(extension) : checkGrowth(START, next, shown.updates, extension);
  const last = parseCheckpoint(latest);
  if (!last) throw new Error("expected the canonical text of the checkpoint seen last");
  return checkOrder(last, checkpointHash(latest), next) ?? checkGrowth(last, next, shown.updates, extension);
}

type Totals = Pick<Checkpoint, "records" | "upgrades" | "headsRoot">;
const START: Totals = { records: 0, upgrades: 0, headsRoot: GENESIS };

function checkOrder(last: Checkpoint, lastHash: Digest, next: Checkpoint): Result<never, ExtensionRefusal> | undefined {
  if (next.installationId !== last.installationId) return refuse("checkpoint-forked", "This checkpoint is of another installation than the ones seen before.");
  if (next.number < last.number)
    return refuse("checkpoint-smaller", `Checkpoint ${next.number} was shown after checkpoint ${last.number}; records are missing.`);
  if (next.number === last.number) return refuse("checkpoint-forked", `Another checkpoint ${last.number} was seen before; there are two histories.`);
  if (next.number > last.number + 1) {
    return refuse("checkpoint-not-next", `Checkpoint ${last.number} was seen last; show checkpoint ${last.number + 1} before checkpoint ${next.number}.`);
  }
  if (next.prevHash !== lastHash) return refuse("checkpoint-forked", `Checkpoint ${next.number} does not follow the checkpoint ${last.number} seen before.`);
  return undefined;
}

function checkGrowth(last: Totals, next: Checkpoint, updates: readonly HeadUpdate[], extension: Extension): Result<Extension, ExtensionRefusal> {
  const forked = (what: string) => refuse("checkpoint-forked", `Checkpoint ${next.number} does not extend what was seen before: ${what}.`);
  let { records, upgrades, headsRoot } = last;
  for (const update of updates) {
    const root = applyUpdate(headsRoot, update);
    if (root === undefined) return forked(`the chain of ${update.upgradeId} is not the one seen`);
    headsRoot = root;
    records += update.hashes.length;
    if (!update.from) upgrades += 1;
  }
  if (headsRoot !== next.headsRoot) return forked("its heads are not those its records lead to");
  if (records !== next.records || upgrades !== next.upgrades) return forked(`${records} records of ${upgrades} upgrades lead to it`);
  return ok(extension);
}

/** The root after an update; undefined when the update does not start from the root given. */
export function applyUpdate(root: Digest, update: HeadUpdate): Digest | undefined {
  const { from, siblings } = update;
  const to = headAfter(update);
  if (!from) {
    const roots = rootsAround(to, update);
    return roots?.before === root ? roots.after : undefined;
  }
  const isThere = update.other === null && rootWith({ upgradeId: update.upgradeId, ...from }, siblings) === root;
  return isThere ? rootWith(to, siblings) : undefined;
}

/** Where an update leads an upgrade's chain. */
export function headAfter({ upgradeId, from, hashes }: Pick<HeadUpdate, "upgradeId" | "from" | "hashes">): Head {
  const head = hashes.at(-1);
  if (head === undefined) throw new Error("expected an update with at least one record");
  return { upgradeId, length: (from?.length ?? 0) + hashes.length, head, trail: extendTrail(from?.trail ?? GENESIS, hashes) };
}

function refuse(code: ExtensionRefusal["code"], message: string): { readonly ok: false; readonly error: ExtensionRefusal } {
  return err({ code, message });
}
