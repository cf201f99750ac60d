import "server-only";
import type { AppRegistry } from "@/lib/ports/app-registry";
import type { CheckpointStore } from "@/lib/ports/checkpoint-store";
import type { CursorStore } from "@/lib/ports/cursor-store";
import type { Drafts } from "@/lib/ports/drafts";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { People } from "@/lib/ports/people";
import type { ReadMarks } from "@/lib/ports/read-marks";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { createAppRegistry } from "./app-registry";
import { createCheckpointStore } from "./checkpoint-store";
import { type Clients, createClients } from "./clients";
import { createCursorStore } from "./cursor-store";
import { createDrafts } from "./drafts";
import { createInvitationStore, type InvitationStore } from "./invitations";
import { createOpenedMarks } from "./opened-marks";
import { createPasskeyStore, type PasskeyStore } from "./passkeys";
import { createPasswordResetStore, type PasswordResetStore } from "./password-resets";
import { createPeople } from "./people";
import { createProofStore, type ProofStore } from "./proofs";
import { createRateLimits, type RateLimits } from "./rate-limits";
import { createReadMarks } from "./read-marks";
import { createUpgradeLog } from "./upgrade-log";

export type Database = {
  readonly log: UpgradeLog;
  readonly checkpoints: CheckpointStore;
  readonly apps: AppRegistry;
  readonly marks: OpenedMarks;
  readonly drafts: Drafts;
  readonly readMarks: ReadMarks;
  readonly people: People;
  readonly cursors: CursorStore;
  readonly invitations: InvitationStore;
  readonly passkeyStore: PasskeyStore;
  readonly proofStore: ProofStore;
  readonly passwordResetStore: PasswordResetStore;
  readonly rateLimits: RateLimits;
  readonly clients: Clients;
  /** Connects at once. @throws when the file is missing, not migrated or cannot be used safely. */
  readonly connect: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Every port that is kept in the database, over one migrated SQLite file. */
export function createDatabase({ file, onFailure }: { readonly file: string; readonly onFailure?: (error: unknown) => void }): Database {
  const clients = createClients(file, onFailure);
  return {
    log: createUpgradeLog(clients),
    checkpoints: createCheckpointStore(clients),
    apps: createAppRegistry(clients),
    marks: createOpenedMarks(clients),
    drafts: createDrafts(clients),
    readMarks: createReadMarks(clients),
    people: createPeople(clients),
    cursors: createCursorStore(clients),
    invitations: createInvitationStore(clients),
    passkeyStore: createPasskeyStore(clients),
    proofStore: createProofStore(clients),
    passwordResetStore: createPasswordResetStore(clients),
    rateLimits: createRateLimits(clients),
    clients,
    connect: clients.connect,
    close: clients.close,
  };
}
