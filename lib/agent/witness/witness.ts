import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { JobSeal, ShowCheckpoint, Witness as WitnessView } from "@/lib/contract/agent-api";
import { checkExtension } from "@/lib/core/audit/check-extension";
import { checkpointHash, cosignatureSchema, parseCheckpoint, toCosignatureBytes, type Cosignature } from "@/lib/core/audit/checkpoint";
import { publicKeySchema, toInstallationId, type PublicKey } from "@/lib/core/audit/signature";
import type { Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { writeDurably } from "../durable-file";
import { refuse, type Refusal } from "../refusal";
import { StartError } from "../start-error";
import { loadSigningKey, verifySignature } from "./ed25519";

/** What the agent cosigned last, and whose it is. */
const seenSchema = z.object({ publicKey: publicKeySchema, canonical: z.string(), cosignature: cosignatureSchema });
type Seen = z.infer<typeof seenSchema>;

/** The agent's memory of what the dashboard's record was: it takes nothing from a dashboard that lost or changed some of it. */
export type Witness = {
  readonly describe: () => WitnessView;
  /** Cosigns a checkpoint that extends the one seen last; what it answers is on disk. */
  readonly show: (shown: ShowCheckpoint) => Result<Cosignature, Refusal>;
  /** Whether a job comes from a dashboard that still has what was cosigned. */
  readonly checkSeal: (checkpoint: JobSeal["checkpoint"]) => Result<null, Refusal>;
  /** The installation's key; null before the first checkpoint. */
  readonly findInstallation: () => { readonly id: Digest; readonly publicKey: PublicKey } | null;
};

type WitnessDeps = { readonly folder: string; readonly agentId: string; readonly now: () => number };

/** Opens the witness: `witness-key.pem` and `witness.json` in the agent's data folder. @throws StartError when one of them is damaged. */
export function openWitness({ folder, agentId, now }: WitnessDeps): Witness {
  const key = loadSigningKey(join(folder, "witness-key.pem"));
  const path = join(folder, "witness.json");
  let seen = readSeen(path);

  function cosign({ publicKey, checkpoint }: ShowCheckpoint): Cosignature {
    const statement = { agentId, publicKey: key.publicKey, at: now() };
    const cosignature = { ...statement, signature: key.sign(toCosignatureBytes(checkpoint.canonical, statement)) };
    const next = { publicKey, canonical: checkpoint.canonical, cosignature };
    writeDurably(path, `${JSON.stringify(next)}\n`);
    seen = next;
    return cosignature;
  }

  return {
    describe: () => ({ agentId, publicKey: key.publicKey, latest: seen && latestOf(seen) }),
    show: (shown) => {
      if (seen && shown.publicKey !== seen.publicKey) return refuse("checkpoint-forked", describeStranger(seen.publicKey, shown.publicKey, path));
      const extension = checkExtension(seen?.canonical ?? null, shown, verifySignature);
      if (!extension.ok) return extension;
      return ok(extension.value.isRepeat && seen ? seen.cosignature : cosign(shown));
    },
    checkSeal: (named) => checkNamed(seen && latestOf(seen), named),
    findInstallation: () => seen && { id: toInstallationId(seen.publicKey), publicKey: seen.publicKey },
  };
}

function checkNamed(latest: WitnessView["latest"], named: JobSeal["checkpoint"]): Result<null, Refusal> {
  if (!latest) return named ? refuse("checkpoint-not-next", `This agent has seen no checkpoint yet; show it checkpoint ${named.number} first.`) : ok(null);
  if (!named) return refuse("checkpoint-smaller", `Nothing runs: the dashboard names no checkpoint, and ${latest.number} was seen last. ${CHECK_RECORD}`);
  if (named.number < latest.number) {
    return refuse("checkpoint-smaller", `Nothing runs: the dashboard names checkpoint ${named.number}, and ${latest.number} was seen last. ${CHECK_RECORD}`);
  }
  if (named.number > latest.number) return refuse("checkpoint-not-next", `Checkpoint ${latest.number} was seen last; show checkpoint ${named.number} first.`);
  if (named.hash === latest.hash) return ok(null);
  return refuse(
    "checkpoint-forked",
    `Nothing runs: the dashboard's checkpoint ${named.number} is not the one seen before; there are two histories. ${CHECK_RECORD}`,
  );
}

const CHECK_RECORD = "Records may be missing from the dashboard's database: verify it and restore it from a backup.";

function describeStranger(known: PublicKey, shown: PublicKey, path: string): string {
  const [before, now] = [known, shown].map((key) => toInstallationId(key).slice(0, 12));
  return `Nothing runs: this agent works for the dashboard installation ${before}, and ${now} asked. If the dashboard was set up anew on purpose, stop the agent, remove ${path} and start it again; it then takes the next one it meets.`;
}

function latestOf({ canonical }: Seen): NonNullable<WitnessView["latest"]> {
  const checkpoint = parseCheckpoint(canonical);
  if (!checkpoint) throw new Error("expected the canonical text of a checkpoint");
  return { installationId: checkpoint.installationId, number: checkpoint.number, hash: checkpointHash(canonical) };
}

/** A damaged file must not look like a first contact. */
function readSeen(path: string): Seen | null {
  if (!existsSync(path)) return null;
  try {
    const seen = seenSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    latestOf(seen);
    return seen;
  } catch {
    throw new StartError(`${path} is damaged: it holds the checkpoint this agent cosigned last; restore it from a backup`);
  }
}
