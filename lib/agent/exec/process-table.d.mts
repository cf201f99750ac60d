export type ProcessIdentity = { readonly pid: number; readonly startTime: string; readonly bootId: string };
export function readProcess(pid: number): { readonly state: string; readonly groupId: number; readonly startTime: string } | null;
export function readBootId(): string;
export function identifyProcess(pid: number): ProcessIdentity;
export function isRunning(identity: ProcessIdentity): boolean;
export function endMarked(options: {
  /** `NAME=value` as it stands in the environment of every process of the job. */
  readonly marker: string;
  readonly groupId: number | null;
  readonly graceMs: number;
}): Promise<number>;
