import { ToolFailed } from "./run-tool";

/** Says why a command could not go on, without a stack trace where the sentence is enough. */
export function reportFailure(error: unknown): void {
  const isPlain = error instanceof ToolFailed || (error instanceof Error && error.constructor === Error);
  console.error(isPlain ? `upgrade-review: ${error.message}` : error);
  process.exitCode = 1;
}
