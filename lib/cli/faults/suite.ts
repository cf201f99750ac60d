/** How a suite is run. */
export type FaultOptions = {
  /** The part that `npm test` runs. */
  readonly quick: boolean;
  /** Everything random in a suite follows from it. */
  readonly seed: number;
  /** Says how far the suite is. */
  readonly report: (line: string) => void;
};

/** A copy of the subject with the one thing broken that the suite is there to notice. */
export type FaultControl = {
  /** What was broken, in a few words. */
  readonly what: string;
  /** Whether the suite noticed. A control that does not fail means that the suite proves nothing. */
  readonly failed: boolean;
};

export type FaultResult = {
  readonly trials: number;
  /** What went wrong, one sentence each; empty when nothing did. */
  readonly failures: readonly string[];
  readonly control: FaultControl | null;
  /** Why nothing was run; never shown as passed. */
  readonly skipped?: string;
};

/** One kind of fault, tried many times against what must withstand it. */
export type FaultSuite = {
  readonly name: string;
  /** Minutes that the whole suite may take beside another on two cores; the quick part takes far less. */
  readonly mostMinutes: number;
  /** Starts the built dashboard. */
  readonly needsBuild?: true;
  /** Starts the dashboard without Next, or the agent in one file. */
  readonly needsLean?: true;
  /** Has to have the machine to itself, unless it is the quick part. */
  readonly measuresTime?: true;
  readonly run: (options: FaultOptions) => Promise<FaultResult>;
};
