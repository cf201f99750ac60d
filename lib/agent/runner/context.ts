import type { Logger } from "pino";
import type { RegisteredLane } from "@/lib/core/lane/registry";
import type { AppRegistry } from "../apps/app-registry";
import type { BaseEnvironment } from "../environment";
import type { Confinement } from "../exec/confinement";
import type { Result } from "@/lib/core/result";
import type { Repository } from "../git/repository";
import type { Journal } from "../journal/journal";
import type { Refusal } from "../refusal";
import type { SignedDependencies } from "../sealed/signed-dependencies";
import type { Witness } from "../witness/witness";
import type { JobBook } from "./job-book";
import type { JobStore } from "./job-store";

/** What running jobs needs. */
export type RunnerContext = {
  readonly apps: AppRegistry;
  readonly findLane: (laneId: string) => RegisteredLane | undefined;
  readonly openApp: (appId: string) => Result<Repository, Refusal>;
  readonly journal: Journal;
  readonly book: JobBook;
  readonly store: JobStore;
  readonly base: BaseEnvironment;
  readonly programPath: readonly string[];
  readonly agentId: string;
  /** Where sealed runs are laid out, and what their dependencies were when the snapshot was taken. */
  readonly sealedRoot: string;
  readonly signedDependencies: SignedDependencies;
  readonly witness: Witness;
  readonly logger: Logger;
  readonly now: () => number;
  /** Aborted when the agent stops; programs go on without it. */
  readonly stopping: AbortSignal;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  readonly confinement: Confinement;
  /** What of a job's log is kept. */
  readonly logLimitBytes: number;
};
