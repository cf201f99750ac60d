import type { JobReport } from "@/lib/contract/agent-api";
import { PORTABLE_SHA256, type Sha256 } from "@/lib/core/diff/sha256";
import type { Agent, ByteRange } from "@/lib/ports/agent";
import { AgentAwayError } from "./agent-away-error";

/** The outputs of a finished snapshot job. */
export type Outputs = {
  readonly agent: Pick<Agent, "readOutput">;
  readonly jobId: string;
  readonly report: Extract<JobReport, { type: "snapshot" }>;
  readonly sha256?: Sha256 | undefined;
};

export function hasOutput({ report }: Outputs, name: string): boolean {
  return report.outputs.some((output) => output.name === name);
}

type Coming = ReturnType<Agent["readOutput"]>;

/**
 * An output piece by piece; the next one is asked for while one is worked on.
 *
 * @throws when the agent is away, and at the end when it was not what the agent announced.
 */
export async function* streamOutput({ agent, jobId, report, sha256 = PORTABLE_SHA256 }: Outputs, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  const announced = report.outputs.find((output) => output.name === name);
  if (!announced) throw new Error(`job ${jobId}: expected an output ${name}, got ${report.outputs.map((output) => output.name).join(", ")}`);
  const isOther = () => new Error(`job ${jobId}: output ${name} is not what the agent announced`);
  const digest = sha256.start();
  let offset = 0;
  let coming: Coming | null = agent.readOutput(jobId, name, offset);
  while (coming !== null) {
    const answer: Awaited<Coming> = await coming;
    if (!answer.ok) throw new AgentAwayError(`job ${jobId}: output ${name}: ${answer.error.message}`);
    const { bytes, size }: ByteRange = answer.value;
    if (size !== announced.sizeBytes) throw isOther();
    offset += bytes.length;
    coming = bytes.length > 0 && offset < size ? agent.readOutput(jobId, name, offset) : null;
    digest.update(bytes);
    yield bytes;
  }
  if (offset !== announced.sizeBytes || digest.end() !== announced.sha256) throw isOther();
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
