export type ProcessIdentity = { readonly pid: number; readonly startTime: string; readonly bootId: string };
type Found = { readonly state: string; readonly parentId: number; readonly groupId: number; readonly sessionId: number; readonly startTime: string };
/** Numbers of the processes that are a job's, as far as they can be found now. */
type FindProcesses = () => readonly number[];
export function readProcess(pid: number): Found | null;
export function readBootId(): string;
export function identifyProcess(pid: number): ProcessIdentity;
export function identifyFromStat(stat: string): ProcessIdentity;
export function identifyFile(path: string): string | null;
export function isRunning(identity: ProcessIdentity): boolean;
export function findOthers(): readonly number[];
export function createFinder(job: {
  /** `NAME=value` as it stands in the environment of every process of the job. */
  readonly marker: string;
  readonly groupId: number | null;
  /** Identity of the file that the job's output goes to. */
  readonly log: string | null;
}): FindProcesses;
export function endProcesses(find: FindProcesses, options: { readonly groupId?: number | null; readonly graceMs: number }): Promise<number>;
