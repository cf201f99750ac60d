import { describe, expect, it } from "vitest";
import { createServiceWorld } from "@/lib/testing/service-world";
import { anUpgrade, approveAll, aSnapshot, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { emitCheckpoints } from "./emit-checkpoints";
import { readWitnessStanding } from "./read-witness-standing";
import { NO_WITNESS, showCheckpoints } from "./show-checkpoints";

describe("how far a record is signed", () => {
  it("goes from nobody to the dashboard to the agent", async () => {
    const history = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a"] })));
    const world = await createServiceWorld(history);
    const last = history.records().at(-1);
    const read = () => readWitnessStanding({ ...world, witness: { state: NO_WITNESS } }, "upgrade-1");

    expect(await read()).toMatchObject({ covered: null, witnessed: null, problem: null });
    await emitCheckpoints(world);
    expect(await read()).toMatchObject({ covered: { checkpoint: 1, length: last?.seq, head: last?.hash }, witnessed: null });
    await showCheckpoints(world, world.agent);
    expect(await read()).toMatchObject({ witnessed: { checkpoint: 1, length: last?.seq, head: last?.hash, agentId: "agent-7" } });
    expect(await readWitnessStanding({ ...world, witness: { state: NO_WITNESS } }, "another")).toMatchObject({ covered: null, witnessed: null });
  });

  it("says what the agent said when it did not sign", async () => {
    const world = await createServiceWorld();
    const state = {
      status: "refused",
      checkpoint: { number: 1, hash: "a".repeat(64) },
      agentId: "a",
      code: "checkpoint-forked",
      message: "Two histories.",
    } as const;

    expect(await readWitnessStanding({ ...world, witness: { state } }, "upgrade-1")).toMatchObject({ problem: "Two histories." });
  });
});
