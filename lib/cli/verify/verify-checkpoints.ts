import { createHash } from "node:crypto";
import { checkpointHash, checkpointSchema, toCheckpointBytes, toCosignatureBytes, type Checkpoint } from "@/lib/core/audit/checkpoint";
import { rootWith, type Head } from "@/lib/core/audit/heads-tree";
import { checkpointLineSchema, type CheckpointLine } from "@/lib/core/dossier/format";
import { failAt } from "./problem";
import { parseCanonicalLine, type Archive } from "./read-archive";
import { readCanonical } from "./read-canonical";
import { readLines } from "./read-lines";
import type { SignatureQueue } from "./signature-queue";

const WHERE = "checkpoints.jsonl";

/** What of an archive the checkpoints and hashes are verified with. */
export type SealedPart = Pick<Archive, "source" | "entries" | "statement" | "publicKey">;

/** What the checkpoints say about this upgrade. */
export type Checkpoints = {
  /** The head at every length at which a checkpoint was made, in order. */
  readonly heads: ReadonlyMap<number, Head>;
  readonly count: number;
  /** Up to which record an agent cosigned, and the agents' keys; 0 when none did. */
  readonly witnessed: number;
  readonly witnesses: ReadonlySet<string>;
};

/** Verifies every checkpoint: numbers, links, that the upgrade's head is in it, and, through the queue, signatures. */
export async function verifyCheckpoints(archive: SealedPart, signatures: SignatureQueue): Promise<Checkpoints> {
  try {
    return await readCheckpoints(archive, signatures);
  } catch (error) {
    // A signature before it that does not hold comes first.
    await signatures.settle();
    throw error;
  }
}

async function readCheckpoints({ source, entries, statement, publicKey }: SealedPart, signatures: SignatureQueue): Promise<Checkpoints> {
  const entry = entries.get(WHERE) ?? failAt(WHERE, "It is missing.");
  const heads = new Map<number, Head>();
  const witnesses = new Set<string>();
  const digest = createHash("sha256");
  let before: { readonly said: Checkpoint; readonly canonical: string; readonly head: Head } | undefined;
  let witnessed = 0;
  let count = 0;
  for (const { bytes, start, end } of readLines(source, entry)) {
    const text = bytes.subarray(start, end + 1);
    digest.update(text);
    const line = parseCanonicalLine(WHERE, text, checkpointLineSchema);
    const said =
      checkpointSchema.safeParse(readCanonical(Buffer.from(line.canonical))).data ?? failAt(WHERE, `Checkpoint ${count + 1} of it is no checkpoint.`);
    verifyOne(line, said, { installationId: statement.installationId, publicKey, signatures });
    if (signatures.isFull()) await signatures.settle();
    if (line.head.upgradeId !== statement.upgradeId)
      failAt(WHERE, `Checkpoint ${said.number} is about another upgrade.`, statement.upgradeId, line.head.upgradeId);
    if (before) verifyLink(before, { said, head: line.head });
    before = { said, canonical: line.canonical, head: line.head };
    heads.set(line.head.length, line.head);
    if (line.cosignatures.length > 0) witnessed = line.head.length;
    for (const cosignature of line.cosignatures) witnesses.add(`${cosignature.agentId} ${cosignature.publicKey}`);
    count += 1;
  }
  if (before?.head.length !== statement.records) {
    failAt(WHERE, "Its last checkpoint does not cover the last record.", `record ${statement.records}`, `record ${before?.head.length ?? 0}`);
  }
  const came = digest.digest("hex");
  if (came !== statement.checkpoints) failAt(WHERE, "It is not the one the statement was signed over.", statement.checkpoints, came);
  return { heads, count, witnessed, witnesses };
}

type Signer = { readonly installationId: string; readonly publicKey: string; readonly signatures: SignatureQueue };

function verifyOne(line: CheckpointLine, said: Checkpoint, { installationId, publicKey, signatures }: Signer): void {
  const name = `Checkpoint ${said.number}`;
  if (said.installationId !== installationId) failAt(WHERE, `${name} is of another installation.`, installationId, said.installationId);
  signatures.add(publicKey, toCheckpointBytes(line.canonical), line.signature, () => failAt(WHERE, `${name} is not signed by the installation.`));
  const root = rootWith(line.head, line.siblings);
  if (root !== said.headsRoot) failAt(WHERE, `${name} does not hold this head of the upgrade.`, said.headsRoot, root);
  let before = "";
  for (const cosignature of line.cosignatures) {
    if (cosignature.publicKey <= before) failAt(WHERE, `${name} has its cosignatures in another order.`);
    before = cosignature.publicKey;
    signatures.add(cosignature.publicKey, toCosignatureBytes(line.canonical, cosignature), cosignature.signature, () =>
      failAt(WHERE, `${name} has a cosignature that agent ${cosignature.agentId} did not make.`),
    );
  }
}

type Point = { readonly said: Checkpoint; readonly head: Head };

function verifyLink(before: Point & { readonly canonical: string }, { said, head }: Point): void {
  const number = before.said.number + 1;
  if (said.number !== number) failAt(WHERE, `Checkpoint ${number} is missing.`, number, said.number);
  const hash = checkpointHash(before.canonical);
  if (said.prevHash !== hash) failAt(WHERE, `Checkpoint ${number} does not follow the one before.`, hash, said.prevHash);
  const isSame = head.length === before.head.length && head.head === before.head.head && head.trail === before.head.trail;
  if (head.length <= before.head.length && !isSame) failAt(WHERE, `Checkpoint ${number} goes back behind the one before.`, before.head.length, head.length);
}
