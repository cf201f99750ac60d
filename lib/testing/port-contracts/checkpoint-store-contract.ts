import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import type { CheckpointStore, NewCheckpoint } from "@/lib/ports/checkpoint-store";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { checkpointHash, toCheckpointText } from "@/lib/core/audit/checkpoint";
import { GENESIS } from "@/lib/core/audit/genesis";
import type { Head } from "@/lib/core/audit/heads-tree";
import { aProjection, someRecords } from "./chain-samples";
import type { MakeSubject, Subject } from "./subject";

const aHead = (upgradeId: string, length: number): Head => ({ upgradeId, length, head: sha256Hex(`${upgradeId} ${length}`), trail: sha256Hex("trail") });

/** A checkpoint after others; what it says matters to nobody here. */
function aCheckpoint(number: number, heads: readonly Head[], position: number, prevHash = GENESIS): NewCheckpoint {
  const said = { installationId: sha256Hex("key"), number, prevHash, at: 1, records: 1, upgrades: 1, headsRoot: sha256Hex(`root ${number}`) };
  return { checkpoint: { canonical: toCheckpointText(said), signature: "a".repeat(128) }, heads, position };
}

/** What every checkpoint store does. */
export function describeCheckpointStore(name: string, make: MakeSubject<{ readonly checkpoints: CheckpointStore; readonly log: UpgradeLog }>): void {
  describe(`a checkpoint store ${name}`, () => {
    let subject: Subject<{ readonly checkpoints: CheckpointStore; readonly log: UpgradeLog }>;
    let store: CheckpointStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.port.checkpoints;
    });
    afterEach(() => subject.remove());

    it("covers records in the order they came, and only once", async () => {
      const { log } = subject.port;
      const [u1, u2] = [someRecords("u1", 3), someRecords("u2", 2)];
      await log.append(u1, aProjection("u1", 3));
      await log.append(u2, aProjection("u2", 2));

      expect((await store.readUncovered(2)).records).toEqual(u1.slice(0, 2));
      const { records, position } = await store.readUncovered(4);
      expect(records).toEqual([...u1, u2[0]]);
      await store.append(aCheckpoint(1, [aHead("u1", 3), aHead("u2", 1)], position));

      expect((await store.readUncovered(10)).records).toEqual(u2.slice(1));
      expect(await store.readHashes("u1", 1, 3)).toEqual(u1.slice(1).map(({ hash }) => hash));
    });

    it("knows the heads of every checkpoint, and which it moved", async () => {
      const first = aCheckpoint(1, [aHead("u1", 3), aHead("u2", 1)], 4);
      await store.append(first);
      await store.append(aCheckpoint(2, [aHead("u2", 2), aHead("u3", 1)], 6, checkpointHash(first.checkpoint.canonical)));

      expect(await store.readHeads(0)).toEqual([]);
      expect(await store.readHeads(1)).toEqual([aHead("u1", 3), aHead("u2", 1)]);
      expect(await store.readHeads(2)).toEqual([aHead("u1", 3), aHead("u2", 2), aHead("u3", 1)]);
      expect(await store.readMovedHeads(2)).toEqual([aHead("u2", 2), aHead("u3", 1)]);
      expect(await store.listHeads("u2")).toEqual([
        { number: 1, ...aHead("u2", 1) },
        { number: 2, ...aHead("u2", 2) },
      ]);
    });

    it("keeps one of two checkpoints with the same number", async () => {
      const first = aCheckpoint(1, [aHead("u1", 3)], 3);

      expect(await store.append(first)).toBe("appended");
      expect(await store.append(aCheckpoint(1, [aHead("u1", 2)], 2))).toBe("conflict");

      expect(await store.findLatest()).toEqual({ number: 1, ...first.checkpoint, cosignatures: [] });
      expect(await store.readHeads(1)).toEqual([aHead("u1", 3)]);
    });

    it("keeps the first cosignature of each key", async () => {
      await store.append(aCheckpoint(1, [aHead("u1", 3)], 3));
      const cosignature = { agentId: "agent-1", publicKey: sha256Hex("a"), at: 1_700_000_000_000, signature: "b".repeat(128) };
      const another = { ...cosignature, publicKey: sha256Hex("b") };

      await store.addCosignature(1, cosignature);
      await store.addCosignature(1, { ...cosignature, at: 2 });
      await store.addCosignature(1, another);

      const [stored] = await store.list(1, 1);
      expect(stored?.cosignatures).toHaveLength(2);
      expect(stored?.cosignatures).toEqual(expect.arrayContaining([cosignature, another]));
      expect(await store.list(2, 5)).toEqual([]);
    });
  });
}
