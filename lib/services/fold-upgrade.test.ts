import { describe, expect, it, vi } from "vitest";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { decideAttest, decideChoose } from "@/lib/core/upgrade/decide/settle-step";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { createServiceWorld, type ServiceWorld } from "@/lib/testing/service-world";
import { anUpgrade, LEAD, OPERATOR } from "@/lib/testing/upgrade-builders";
import { executeExisting } from "./execute-upgrade";
import { foldUpgrade } from "./fold-upgrade";

const ID = "upgrade-1";

/** Notes how many records each reading gave. */
function watch(log: UpgradeLog) {
  const counts: number[] = [];
  const watched: UpgradeLog = {
    ...log,
    read: async (...asked) => {
      const records = await log.read(...asked);
      counts.push(records.length);
      return records;
    },
  };
  return { watched, counts };
}

describe("folding an upgrade", () => {
  it("goes on from what was folded before, and comes to what all records make", async () => {
    const world = await createServiceWorld(anUpgrade());
    const { watched, counts } = watch(world.log);
    await foldUpgrade(watched, ID);
    await executeExisting(world, ID, (upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" }));
    await executeExisting(world, ID, (upgrade) => decideChoose(upgrade, LEAD, { stepId: "mode", option: "plain", note: "" }));
    counts.length = 0;

    const { upgrade, head } = await foldUpgrade(watched, ID);

    const records = await world.log.read(ID);
    expect(upgrade).toEqual(foldRecords(records));
    expect(head).toMatchObject({ seq: 3, hash: records.at(-1)?.hash });
    expect(counts).toEqual([3]);
    await foldUpgrade(watched, ID);
    expect(counts).toEqual([3, 1]);
  });

  it("knows what another copy of this module folded: pages and routes are bundled apart", async () => {
    const world = await createServiceWorld(anUpgrade());
    await executeExisting(world, ID, (upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" }));
    const { watched, counts } = watch(world.log);
    await foldUpgrade(watched, ID);
    vi.resetModules();
    const copy = await import("./fold-upgrade");

    expect(copy.foldUpgrade).not.toBe(foldUpgrade);
    expect(await copy.foldUpgrade(watched, ID)).toEqual(await foldUpgrade(watched, ID));
    expect(counts).toEqual([2, 1, 1]);
  });

  it("starts over where the log has another history by now, or none", async () => {
    const attest = (world: ServiceWorld) => executeExisting(world, ID, (upgrade) => decideAttest(upgrade, OPERATOR, { stepId: "backup", note: "restored" }));
    const [first, second, none] = [await createServiceWorld(anUpgrade()), await createServiceWorld(anUpgrade({ approvals: 2 })), await createServiceWorld()];
    await attest(first);
    await attest(second);
    let { log } = first;
    const changing: UpgradeLog = { ...log, read: (...asked) => log.read(...asked) };
    await foldUpgrade(changing, ID);

    log = second.log;
    expect(await foldUpgrade(changing, ID)).toMatchObject({ upgrade: await second.upgrade(), head: { seq: 2 } });
    log = none.log;
    expect(await foldUpgrade(changing, ID)).toMatchObject({ upgrade: undefined, head: { seq: 0 } });
  });

  it("knows nothing of an upgrade without records", async () => {
    expect(await foldUpgrade((await createServiceWorld()).log, "nowhere")).toMatchObject({ upgrade: undefined, head: { seq: 0 } });
  });
});
