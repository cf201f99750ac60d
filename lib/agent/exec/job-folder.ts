import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OUTCOMES } from "@/lib/contract/agent-api";
import { createWhole } from "../durable-file";

const resultSchema = z.object({
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  outcome: z.enum(OUTCOMES),
  startedAt: z.int(),
  endedAt: z.int(),
  /** Processes that outlived the program and were ended. */
  leftovers: z.int(),
});
/** How a program ended, as the shim wrote it down. */
export type ProgramResult = z.infer<typeof resultSchema>;

const claimSchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("shim"), pid: z.int().min(1), startTime: z.string(), bootId: z.string() }),
  z.object({ by: z.literal("agent") }),
]);
/** Who took the job's only right to run: the shim, or the agent to say that nothing will. */
export type Claim = z.infer<typeof claimSchema>;

/** The result, once the shim has written it. */
export function findResult(folder: string): ProgramResult | undefined {
  const content = readIfThere(join(folder, "result.json"));
  return content === undefined ? undefined : resultSchema.parse(JSON.parse(content));
}

/** The claim, once there is one. */
export function findClaim(folder: string): Claim | undefined {
  const content = readIfThere(join(folder, "claim.json"));
  return content === undefined ? undefined : claimSchema.parse(JSON.parse(content));
}

/** Takes the claim so that a shim that comes late runs nothing; false when the shim has it. */
export function claimForAgent(folder: string): boolean {
  return createWhole(join(folder, "claim.json"), JSON.stringify({ by: "agent" }));
}

/** Asks the shim to end the job. */
export function requestCancel(folder: string): void {
  writeFileSync(join(folder, "cancel"), "");
}

/** Whether the job's end was asked for. */
export function isCancelRequested(folder: string): boolean {
  return existsSync(join(folder, "cancel"));
}

/** Tells the shim that the app answers, so that its time limit no longer counts. */
export function liftTimeLimit(folder: string): void {
  writeFileSync(join(folder, "serving"), "");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
