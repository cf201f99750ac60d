import type { JobReport } from "@/lib/contract/agent-api";
import { PORTABLE_SHA256, type Sha256 } from "@/lib/core/diff/sha256";
import type { Agent, ByteRange } from "@/lib/ports/agent";
import { AgentAwayError } from "./agent-away-error";

type Announced = Extract<JobReport, { type: "snapshot" }>["outputs"];

/** The outputs of a snapshot job, while it is under way or after. */
export type Outputs = {
  readonly agent: Pick<Agent, "readOutput">;
  readonly jobId: string;
  readonly sha256?: Sha256 | undefined;
  /** What the finished job says they are; null while it is under way. */
  readonly announced: Announced | null;
  /** Gets what came of each output that was read to its end. */
  readonly came: CameOutput[];
};
type CameOutput = Announced[number];

type Coming = ReturnType<Agent["readOutput"]>;

/** How long the agent may wait with an answer for something to come. */
const WAIT_MS = 15_000;

/**
 * An output piece by piece, as it grows; the next one is asked for while one is worked on.
 *
 * @throws when the agent is away, and when it was not what the agent announced.
 */
export async function* streamOutput(
  { agent, jobId, sha256 = PORTABLE_SHA256, announced, came }: Outputs,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const expected = announced?.find((output) => output.name === name) ?? null;
  if (announced && !expected) throw new Error(`job ${jobId}: expected an output ${name}, got ${announced.map((output) => output.name).join(", ")}`);
  const digest = sha256.start();
  let offset = 0;
  let coming: Coming | null = agent.readOutput(jobId, name, offset, WAIT_MS);
  while (coming !== null) {
    const answer: Awaited<Coming> = await coming;
    if (!answer.ok) throw new AgentAwayError(`job ${jobId}: output ${name}: ${answer.error.message}`);
    const { bytes, size, ended }: ByteRange = answer.value;
    if (expected && size !== expected.sizeBytes) throw isOther(jobId, name);
    offset += bytes.length;
    const isAll: boolean = ended && (bytes.length === 0 || offset >= size);
    coming = isAll ? null : agent.readOutput(jobId, name, offset, WAIT_MS);
    digest.update(bytes);
    if (bytes.length > 0) yield bytes;
  }
  const output = { name, sizeBytes: offset, sha256: digest.end() };
  if (expected) requireSame(jobId, output, expected);
  came.push(output);
}

/** A small output in one piece. */
export async function readOutput(outputs: Outputs, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamOutput(outputs, name)) pieces.push(piece);
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @throws when what came is not what the job, finished since, says its outputs are. */
export function requireAnnounced({ jobId, came }: Outputs, announced: Announced): void {
  for (const output of came) {
    const expected = announced.find(({ name }) => name === output.name);
    requireSame(jobId, output, expected);
  }
}

function requireSame(jobId: string, came: CameOutput, announced: CameOutput | undefined): void {
  if (came.sizeBytes !== announced?.sizeBytes || came.sha256 !== announced.sha256) throw isOther(jobId, came.name);
}

function isOther(jobId: string, name: string): Error {
  return new Error(`job ${jobId}: output ${name} is not what the agent announced`);
}
