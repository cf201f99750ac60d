import { type History, LEAD, NOON, OPERATOR, QA, REVIEWER_A, REVIEWER_B } from "@/lib/testing/upgrade-builders";
import type { LiveEvent } from "@/lib/contract/live-events";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import type { LivePublisher } from "@/lib/ports/live-publisher";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { VerifySignature } from "@/lib/core/audit/signature";
import type { CheckpointStore } from "@/lib/ports/checkpoint-store";
import type { Installation } from "@/lib/ports/installation";
import { createReviewReader, type ReviewReader } from "@/lib/services/review/review-reader";
import { createSnapshotIntake, type SnapshotIntake } from "@/lib/services/snapshot-intake";
import { aKey, verifyEd25519 } from "./ed25519";
import { createMemoryCheckpointStore } from "./memory-ports/memory-checkpoint-store";
import { createMemoryAgent, type MemoryAgent, type MemoryAgentOptions } from "./memory-ports/memory-agent";
import { createMemoryBlobStore } from "./memory-ports/memory-blob-store";
import { createMemoryDrafts } from "./memory-ports/memory-drafts";
import { createMemoryOpenedMarks } from "./memory-ports/memory-opened-marks";
import { createMemoryPeople } from "./memory-ports/memory-people";
import { createMemoryReadMarks } from "./memory-ports/memory-read-marks";
import { createMemoryUpgradeLog } from "./memory-ports/memory-upgrade-log";

/** Everything services reach the outside world with, in memory. */
export type ServiceWorld = {
  readonly log: ReturnType<typeof createMemoryUpgradeLog>;
  /** Keeps what it was told. */
  readonly live: LivePublisher & { readonly events: readonly LiveEvent[] };
  readonly blobs: ReturnType<typeof createMemoryBlobStore>;
  readonly uploads: ReturnType<typeof createMemoryBlobStore>;
  readonly marks: ReturnType<typeof createMemoryOpenedMarks>;
  readonly drafts: ReturnType<typeof createMemoryDrafts>;
  readonly readMarks: ReturnType<typeof createMemoryReadMarks>;
  /** Everybody the builders know. */
  readonly people: ReturnType<typeof createMemoryPeople>;
  readonly agent: MemoryAgent;
  readonly review: ReviewReader;
  readonly intake: SnapshotIntake;
  readonly checkpoints: CheckpointStore;
  readonly installation: Installation;
  readonly verifySignature: VerifySignature;
  readonly now: () => number;
  readonly newId: () => string;
  readonly proofMs: number;
  /** The upgrade as its records tell it. @throws when there is none. */
  readonly upgrade: (upgradeId?: string) => Promise<Upgrade>;
};

/** The ports in memory, with a history's records in the log. */
export async function createServiceWorld(history?: History, options: MemoryAgentOptions = {}): Promise<ServiceWorld> {
  const drafts = createMemoryDrafts();
  const log = createMemoryUpgradeLog(drafts);
  const events: LiveEvent[] = [];
  let ids = 0;
  if (history) await log.append(history.records(), toProjection(history.upgrade()));
  const blobs = createMemoryBlobStore();
  const agent = createMemoryAgent(options);
  return {
    log,
    review: createReviewReader({ log, blobs, agent }),
    intake: createSnapshotIntake({ blobs }),
    live: { events, publish: (event) => void events.push(event) },
    blobs,
    uploads: createMemoryBlobStore(),
    marks: createMemoryOpenedMarks(),
    drafts,
    readMarks: createMemoryReadMarks(),
    people: createMemoryPeople([LEAD, OPERATOR, QA, REVIEWER_A, REVIEWER_B]),
    agent,
    checkpoints: createMemoryCheckpointStore(log),
    installation: aKey("dashboard"),
    verifySignature: verifyEd25519,
    now: () => NOON,
    proofMs: 30 * 60_000,
    newId: () => {
      ids += 1;
      return `made-up-${String(ids).padStart(4, "0")}`;
    },
    upgrade: async (upgradeId = "upgrade-1") => {
      const upgrade = foldRecords(await log.read(upgradeId));
      if (!upgrade) throw new Error(`there is no upgrade ${upgradeId}`);
      return upgrade;
    },
  };
}
