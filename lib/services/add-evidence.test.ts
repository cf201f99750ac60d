import { deflateSync } from "node:zlib";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { parsePng } from "@/lib/core/evidence/parse-png";
import { createPictures } from "@/lib/server/evidence/pictures";
import { aChunk, aPng } from "@/lib/testing/a-png";
import { createServiceWorld } from "@/lib/testing/service-world";
import { anUpgrade, aPerson, NOON, OPERATOR, QA } from "@/lib/testing/upgrade-builders";
import { addEvidence, readUpgradeEvidence } from "./add-evidence";
import { runCommand } from "./run-command";

const UPGRADE = "upgrade-1";
const SECRET = "Taken at home, 47.3 north";
const withText = () => {
  const png = aPng();
  return new Uint8Array(Buffer.concat([png.subarray(0, 33), aChunk("tEXt", Buffer.from(`Comment\0${SECRET}`)), png.subarray(33)]));
};

async function aWorld() {
  return { ...(await createServiceWorld(anUpgrade())), pictures: createPictures() };
}

describe("evidence", () => {
  it("is a picture drawn anew without what it carried, named by an answer and only then to be read", async () => {
    const world = await aWorld();
    const stored = await addEvidence(world, QA, UPGRADE, withText());
    if (!stored.ok) throw new Error(stored.error.message);
    const { blob } = stored.value;
    const bytes = await world.uploads.get(blob);
    expect(Buffer.from(bytes).includes(SECRET)).toBe(false);
    await expect(world.blobs.get(blob)).rejects.toThrow();
    expect(parsePng(bytes)).toMatchObject({ ok: true, value: { width: 4, height: 4 } });
    expect(await readUpgradeEvidence(world, UPGRADE, blob)).toMatchObject({ ok: false, error: { code: "not-found" } });

    const evidence = [{ blob, shows: "The sign-in page" }];
    const told = await runCommand(world, { person: OPERATOR, provedAt: NOON }, UPGRADE, { type: "attest", stepId: "backup", note: "Restored.", evidence });

    expect(told.ok).toBe(true);
    expect((await world.upgrade()).decisions.backup).toMatchObject({
      evidence: [{ blob, type: "image/png", shows: "The sign-in page", sizeBytes: bytes.length }],
    });
    expect(await readUpgradeEvidence(world, UPGRADE, blob)).toMatchObject({ ok: true, value: { type: "image/png" } });
  });

  it("stays an upload, which goes after a while, when the answer that names it is refused", async () => {
    const world = await aWorld();
    const stored = await addEvidence(world, QA, UPGRADE, new TextEncoder().encode("seen"));
    if (!stored.ok) throw new Error(stored.error.message);
    const evidence = [{ blob: stored.value.blob, shows: "" }];

    const told = await runCommand(world, { person: OPERATOR, provedAt: NOON }, UPGRADE, { type: "attest", stepId: "nowhere", note: "x", evidence });

    expect(told.ok).toBe(false);
    await expect(world.blobs.get(stored.value.blob)).rejects.toThrow();
  });

  it("is refused when its data is a bomb, or not the picture its header says", async () => {
    const world = await aWorld();
    for (const data of [deflateSync(Buffer.alloc(50_000_000)), deflateSync(Buffer.alloc(3)), Buffer.from("not deflated")])
      expect(await addEvidence(world, QA, UPGRADE, aPng({ data }))).toMatchObject({ ok: false, error: { code: "bad-evidence" } });
  });

  it("is refused with a row that no reader knows, and keeps the points of every kind of picture", async () => {
    const world = await aWorld();
    const row = (filter: number) => [filter, ...Array.from({ length: 16 }, (_, at) => at * 9)];
    const rows = (filters: readonly number[]) => deflateSync(Uint8Array.from(filters.flatMap(row)));
    expect(await addEvidence(world, QA, UPGRADE, aPng({ data: rows([0, 1, 239, 2]) }))).toMatchObject({ ok: false, error: { code: "bad-evidence" } });

    const painted = new PNG({ width: 19, height: 9 });
    painted.data.forEach((_, at) => {
      painted.data[at] = (at * 37) % 256;
    });
    const kinds = [
      aPng({ data: rows([0, 1, 4, 2]) }),
      ...[0, 2, 4, 6].flatMap((colorType) =>
        [8, 16].map((bitDepth) => PNG.sync.write(painted, { colorType: colorType as 0 | 2 | 4 | 6, bitDepth: bitDepth as 8 | 16 })),
      ),
    ];
    for (const png of kinds) {
      const stored = await addEvidence(world, QA, UPGRADE, new Uint8Array(png));
      if (!stored.ok) throw new Error(stored.error.message);
      const [given, kept] = [png, await world.uploads.get(stored.value.blob)].map((bytes) => PNG.sync.read(Buffer.from(bytes)));
      expect(kept?.data.equals(given?.data ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it("is not taken from whoever answers nothing, nor named where it is not", async () => {
    const world = await aWorld();
    expect(await addEvidence(world, aPerson("admin", "administrator"), UPGRADE, aPng())).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    expect(await addEvidence(world, QA, "nowhere", aPng())).toMatchObject({ ok: false, error: { code: "not-found" } });

    const binary = await world.blobs.put(Uint8Array.of(0, 1, 2, 3));
    for (const blob of [sha256Hex("nowhere"), binary]) {
      const evidence = [{ blob, shows: "" }];
      const told = await runCommand(world, { person: OPERATOR, provedAt: NOON }, UPGRADE, { type: "attest", stepId: "backup", note: "x", evidence });
      expect(told).toMatchObject({ ok: false, error: { code: "bad-evidence" } });
    }
  });
});
