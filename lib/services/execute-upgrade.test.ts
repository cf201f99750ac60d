import { describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/core/audit/verify-chain";
import { toActor } from "@/lib/core/people/person";
import { ok } from "@/lib/core/result";
import type { Decision } from "@/lib/core/upgrade/decide/decision";
import { decideAbandon } from "@/lib/core/upgrade/decide/end-upgrade";
import { decideAttest, decideChoose } from "@/lib/core/upgrade/decide/settle-step";
import { refuse } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { createServiceWorld } from "@/lib/testing/service-world";
import { anUpgrade, LEAD, OPERATOR } from "@/lib/testing/upgrade-builders";
import { executeExisting, executeUpgrade } from "./execute-upgrade";

const attest = (upgrade: Upgrade): Decision => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" });
const choose = (upgrade: Upgrade): Decision => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" });
const abandon = (upgrade: Upgrade): Decision => decideAbandon(upgrade, LEAD, { reason: "given up" });

/** A log in which somebody else is faster, once. */
function withRival(log: UpgradeLog, rival: () => Promise<unknown>): UpgradeLog {
  let isFirst = true;
  return {
    ...log,
    append: async (records, projection) => {
      if (isFirst) {
        isFirst = false;
        await rival();
      }
      return log.append(records, projection);
    },
  };
}

describe("executing a decision", () => {
  it("decides again on the newer state when another was first, and loses neither", async () => {
    const world = await createServiceWorld(anUpgrade());
    const seen: number[] = [];
    const log = withRival(world.log, () => executeExisting(world, "upgrade-1", choose));

    const result = await executeExisting({ ...world, log }, "upgrade-1", (upgrade) => {
      seen.push(upgrade.lastSeq);
      return attest(upgrade);
    });

    expect(seen).toEqual([1, 2]);
    expect(result).toMatchObject({ ok: true, value: { lastSeq: 3, decisions: { backup: { type: "attested" }, mode: { type: "chosen" } } } });
    expect(verifyChain(await world.log.read("upgrade-1"))).toMatchObject({ ok: true, count: 3 });
    expect(world.live.events).toEqual([
      { type: "upgrade", upgradeId: "upgrade-1", seq: 2 },
      { type: "upgrade", upgradeId: "upgrade-1", seq: 3 },
    ]);
  });

  it("records nothing when the newer state no longer allows it", async () => {
    const world = await createServiceWorld(anUpgrade());
    const log = withRival(world.log, () => executeExisting(world, "upgrade-1", abandon));

    const result = await executeExisting({ ...world, log }, "upgrade-1", attest);

    expect(result).toMatchObject({ ok: false, error: { code: "upgrade-ended" } });
    expect(await world.upgrade()).toMatchObject({ lastSeq: 2, decisions: {} });
  });

  it("lets all of many at once through, one after the other", async () => {
    const world = await createServiceWorld(anUpgrade());
    const note = (index: number) => (): Decision =>
      ok([{ actor: toActor(OPERATOR), event: { type: "step.attested", stepId: "backup", note: `note ${index}` } }]);

    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => executeExisting(world, "upgrade-1", note(index))));

    expect(results.every(({ ok: isOk }) => isOk)).toBe(true);
    expect(verifyChain(await world.log.read("upgrade-1"))).toMatchObject({ ok: true, count: 21 });
  });

  it("gives up, with nothing recorded, on a chain that never rests", async () => {
    const world = await createServiceWorld(anUpgrade());
    const log: UpgradeLog = { ...world.log, append: async () => "conflict" };

    expect(await executeExisting({ ...world, log }, "upgrade-1", attest)).toMatchObject({ ok: false, error: { code: "too-many-changes" } });
    expect(await world.upgrade()).toMatchObject({ lastSeq: 1 });
    expect(world.live.events).toEqual([]);
  });

  it("appends and tells nobody anything for a refusal or for a decision without events", async () => {
    const world = await createServiceWorld(anUpgrade());

    expect(await executeExisting(world, "upgrade-1", () => refuse("taken", "No."))).toMatchObject({ ok: false, error: { code: "taken" } });
    expect(await executeExisting(world, "upgrade-1", () => ok([]))).toMatchObject({ ok: true, value: { lastSeq: 1 } });
    expect(world.live.events).toEqual([]);
  });

  it("refuses what is asked of an upgrade that does not exist, and starts none", async () => {
    const world = await createServiceWorld();

    expect(await executeExisting(world, "upgrade-1", attest)).toMatchObject({ ok: false, error: { code: "not-found" } });
    await expect(executeUpgrade(world, "upgrade-1", () => ok([]))).rejects.toThrow("nothing was decided and nothing exists");
    expect(await world.log.listIds()).toEqual([]);
  });
});
