import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Sha256 } from "@/lib/core/diff/sha256";
import type { Agent } from "@/lib/ports/agent";
import type { Pictures } from "@/lib/ports/pictures";
import type { BlobStore } from "@/lib/ports/blob-store";
import { alignPolicies } from "@/lib/services/change-policy";
import { createAgentPort } from "./agent-port";
import { startAgentSubscription } from "./agent-subscription";
import { type Auth, createAuth } from "./auth/auth";
import { readAuthSecret } from "./auth/auth-secret";
import { createInvitations, type Invitations } from "./auth/invitations";
import { createPasskeys, type Passkeys } from "./auth/passkeys";
import { createPasswordResets, type PasswordResets } from "./auth/password-resets";
import { createProofs, type Proofs } from "./auth/proofs";
import { type BackupKeeper, createBackupKeeper } from "./backup/backups";
import { createFileBlobStore } from "./blobs/file-blob-store";
import { createDatabase, type Database } from "./db/database";
import type { VerifySignature } from "@/lib/core/audit/signature";
import type { Installation } from "@/lib/ports/installation";
import { readBeside } from "./db/read-beside";
import { createWitnessBoard, startDispatcher, type WitnessBoard } from "./dispatcher";
import { type Env, readEnv } from "./env";
import { readInstallation } from "./installation-key";
import { createPictures } from "./evidence/pictures";
import { createUploads, type Uploads } from "./evidence/uploads";
import { createLiveHub, type LiveHub } from "./live-hub";
import { NODE_SHA256 } from "./node-sha256";
import { createSessions, type Sessions } from "./session";
import { probeStorage } from "./storage/probe-storage";
import { createStorageHealth, type StorageHealth, watchBlobs } from "./storage/storage-health";
import { createReviewReader, type ReviewReader } from "@/lib/services/review/review-reader";
import { createSnapshotIntake, type SnapshotIntake } from "@/lib/services/snapshot-intake";
import { verifySignature } from "./verify-signature";

/** Everything routes and pages reach the outside world with. */
export type Container = Omit<Database, "invitations" | "close"> & {
  readonly env: Env;
  readonly logger: Logger;
  readonly blobs: BlobStore;
  readonly uploads: Uploads;
  readonly pictures: Pictures;
  readonly agent: Agent;
  readonly live: LiveHub;
  readonly storage: StorageHealth;
  readonly backups: BackupKeeper;
  readonly review: ReviewReader;
  readonly intake: SnapshotIntake;
  readonly installation: Installation;
  readonly verifySignature: VerifySignature;
  readonly witness: WitnessBoard;
  readonly auth: Auth;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly proofs: Proofs;
  readonly proofMs: number;
  readonly passwordResets: PasswordResets;
  readonly invitations: Invitations;
  readonly invitationStore: Database["invitations"];
  readonly now: () => number;
  readonly newId: () => string;
  readonly sha256: Sha256;
  readonly rulesId: string;
};

/** Kept on the global object because Next loads route handlers and instrumentation as separate bundles. */
const KEY = Symbol.for("upgrade-review.container");
type Global = typeof globalThis & { [KEY]?: Container };

/** The one container of this process, made on first use. @throws when the environment is not usable. */
export function container(): Container {
  const holder: Global = globalThis;
  holder[KEY] ??= createContainer(readEnv());
  return holder[KEY];
}

function createContainer(env: Env): Container {
  const now = Date.now;
  const rulesId = randomUUID();
  const logger = pino({ name: "dashboard", level: process.env.LOG_LEVEL ?? "warn", serializers: { error: pino.stdSerializers.err } }, pino.destination(2));
  const live = createLiveHub();
  const storage = createStorageHealth({ live, now, probe: () => probeStorage(env.dataFolder, database.clients) });
  const { invitations: invitationStore, close: _, ...database } = createDatabase({ file: env.databaseFile, onFailure: storage.note });
  const { publicUrl } = env;
  const blobs = watchBlobs(createFileBlobStore(env.blobFolder), storage.note);
  const agent = createAgentPort({ baseUrl: env.agentUrl, tokenFile: env.agentTokenFile });
  const passkeys = createPasskeys({ store: database.passkeyStore, publicUrl, now });
  const auth = createAuth({
    clients: { ...database.clients, writer: readBeside(database.clients) },
    secret: env.authSecret ?? readAuthSecret(env.dataFolder),
    publicUrl,
    passkeys,
  });
  return {
    ...database,
    env,
    logger,
    blobs,
    uploads: watchBlobs(
      createUploads(join(env.dataFolder, "uploads"), { now, onFailure: (error) => logger.error({ error }, "old uploads could not be removed") }),
      storage.note,
    ),
    pictures: createPictures(),
    review: createReviewReader({ log: database.log, blobs, agent }),
    intake: createSnapshotIntake({ blobs, sha256: NODE_SHA256, rulesId }),
    agent,
    live,
    storage,
    backups: createBackupKeeper(
      env,
      { everyHours: env.backupEveryHours, keep: env.backupKeep },
      { now, onFailure: (error) => logger.error({ error }, "a backup could not be made") },
    ),
    installation: readInstallation(env.dataFolder),
    verifySignature,
    witness: createWitnessBoard(),
    auth,
    sessions: createSessions(auth, database.proofStore),
    passkeys,
    proofs: createProofs({ store: database.proofStore, passkeys, now }),
    proofMs: env.proofMs,
    passwordResets: createPasswordResets({ store: database.passwordResetStore, publicUrl, now }),
    invitations: createInvitations({ store: invitationStore, publicUrl, now }),
    invitationStore,
    now,
    newId: () => randomBytes(10).toString("hex"),
    sha256: NODE_SHA256,
    rulesId,
  };
}

/** Connects the database and starts what runs without a browser; called once when the server starts. */
export async function startBackground(): Promise<void> {
  const deps = container();
  await deps.connect();
  await alignPolicies(deps);
  deps.backups.start();
  deps.uploads.start();
  startDispatcher(deps, deps.agent, deps.live, deps.logger);
  startAgentSubscription(deps, deps.agent, deps.live, deps.logger);
}
