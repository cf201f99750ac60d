import { delimiter } from "node:path";
import type { BaseEnvironment } from "../environment";

const MARKER = "UPGRADE_REVIEW_JOB";

/** What tells a job's processes from all others: stands in the environment of each. */
export function markerOf(jobId: string): string {
  return `${MARKER}=${jobId}`;
}

/** The folders a step's program is looked for in, the configured ones first. */
export function searchPath(base: BaseEnvironment, programPath: readonly string[]): readonly string[] {
  return [...programPath, ...base.path];
}

/**
 * The whole environment of a step, built from a list: nothing of the agent's own environment beyond
 * `base` reaches it. Later layers win; PATH and the marker cannot be overridden.
 */
export function childEnvironment(
  base: BaseEnvironment,
  programPath: readonly string[],
  layers: readonly Readonly<Record<string, string>>[],
  jobId: string,
): Readonly<Record<string, string>> {
  return {
    ...base.variables,
    ...Object.assign({}, ...layers),
    PATH: searchPath(base, programPath).join(delimiter),
    [MARKER]: jobId,
  };
}
