import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { aDelivery, aProjection, someRecords } from "./chain-samples";
import type { MakeSubject, Subject } from "./subject";

/** What every upgrade log does. */
export function describeUpgradeLog(name: string, make: MakeSubject<UpgradeLog>): void {
  describe(`an upgrade log ${name}`, () => {
    let subject: Subject<UpgradeLog>;
    let log: UpgradeLog;
    beforeEach(async () => {
      subject = await make();
      log = subject.port;
    });
    afterEach(() => subject.remove());

    it("gives back the records as they were sealed, in order", async () => {
      const records = someRecords("u1", 3);

      expect(await log.append(records, aProjection("u1", 3))).toBe("appended");

      expect(await log.read("u1")).toEqual(records);
      expect(await log.read("u1", 2)).toEqual(records.slice(1));
      expect(await log.read("u1", 4)).toEqual([]);
      expect(await log.read("u2")).toEqual([]);
    });

    it("lists upgrades oldest first and rows newest first", async () => {
      await log.append(someRecords("u2", 1), aProjection("u2", 1, { startedAt: 1_000 }));
      await log.append(someRecords("u1", 1), aProjection("u1", 1, { startedAt: 2_000 }));

      expect(await log.listIds()).toEqual(["u2", "u1"]);
      expect((await log.listRows()).map(({ upgradeId }) => upgradeId)).toEqual(["u1", "u2"]);
    });

    it("answers a second append after the same record with a conflict and keeps nothing of it", async () => {
      const first = someRecords("u1", 1);
      await log.append(first, aProjection("u1", 1));
      const winner = someRecords("u1", 1, first[0], "the first to come");
      await log.append(winner, aProjection("u1", 2));

      const late = someRecords("u1", 2, first[0], "too late");
      expect(await log.append(late, aProjection("u1", 3, { deliveries: [aDelivery("u1", 2)] }))).toBe("conflict");

      expect(await log.read("u1")).toEqual([...first, ...winner]);
      expect((await log.listRows())[0]?.lastSeq).toBe(2);
      expect(await log.listDeliveries()).toEqual([]);
    });

    it("lets exactly one of many simultaneous appends through", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => log.append(someRecords("u1", 1, undefined, `by ${index}`), aProjection("u1", 1))),
      );

      expect(outcomes.filter((outcome) => outcome === "appended")).toHaveLength(1);
      expect(await log.read("u1")).toHaveLength(1);
    });

    it("opens one upgrade of an app at a time, however many ask at once", async () => {
      const open = (upgradeId: string, appId: string) => log.append(someRecords(upgradeId, 1), aProjection(upgradeId, 1, { appId }));

      const outcomes = await Promise.all([open("u1", "harbor"), open("u2", "harbor"), open("u3", "harbor"), open("u4", "lagoon")]);

      expect(outcomes.toSorted()).toEqual(["appended", "appended", "conflict", "conflict"]);
      expect((await log.listRows()).map(({ appId }) => appId).toSorted()).toEqual(["harbor", "lagoon"]);
    });

    it("opens the next upgrade of an app when the one before has ended", async () => {
      const first = someRecords("u1", 1);
      await log.append(first, aProjection("u1", 1, { appId: "harbor" }));
      await log.append(someRecords("u1", 1, first[0]), aProjection("u1", 2, { appId: "harbor", state: "finished" }));

      expect(await log.append(someRecords("u2", 1), aProjection("u2", 1, { appId: "harbor" }))).toBe("appended");
    });

    it.each([
      ["a gap", () => someRecords("u1", 3).slice(1)],
      ["a foreign chain", () => someRecords("u1", 2, someRecords("u1", 1, undefined, "another history")[0])],
      ["a record that does not match its hash", () => someRecords("u1", 1).map((record) => ({ ...record, canonical: `${record.canonical} ` }))],
      ["records out of order", () => [...someRecords("u1", 2)].reverse()],
      ["records of two upgrades", () => [...someRecords("u1", 1), ...someRecords("u2", 1)]],
      ["nothing", () => []],
    ])("throws at %s", async (_, records) => {
      await expect(async () => log.append(records(), aProjection("u1", 1))).rejects.toThrow();
      expect(await log.listIds()).toEqual([]);
    });

    it("replaces an upgrade's projection with every append, and only that upgrade's", async () => {
      const first = someRecords("u1", 1);
      const other = someRecords("u2", 1);
      await log.append(first, aProjection("u1", 1, { deliveries: [aDelivery("u1", 1)] }));
      await log.append(other, aProjection("u2", 1, { deliveries: [aDelivery("u2", 1)] }));
      await log.append(someRecords("u1", 1, first[0]), aProjection("u1", 2, { deliveries: [aDelivery("u1", 2)] }));

      expect(await log.listDeliveries()).toEqual([aDelivery("u2", 1), aDelivery("u1", 2)]);
    });

    it("rebuilds all projections and keeps the records", async () => {
      const records = someRecords("u1", 2);
      await log.append(records, aProjection("u1", 2, { startedAt: 1, deliveries: [aDelivery("u1", 1)] }));

      await log.replaceProjections([aProjection("u1", 2, { startedAt: 2 })]);

      expect(await log.listRows()).toEqual([aProjection("u1", 2, { startedAt: 2 }).row]);
      expect(await log.listDeliveries()).toEqual([]);
      expect(await log.read("u1")).toEqual(records);
    });

    it("keeps nothing of an append whose delivery names a record that is not there", async () => {
      const projection = aProjection("u1", 1, { deliveries: [aDelivery("u1", 9)] });

      await expect(async () => log.append(someRecords("u1", 1), projection)).rejects.toThrow();

      expect(await log.read("u1")).toEqual([]);
      expect(await log.listRows()).toEqual([]);
    });
  });
}
