import { describe, expect, it } from "vitest";
import { openRecord, sealRecords } from "@/lib/core/audit/record";
import { SYSTEM, toActor } from "@/lib/core/people/person";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { evolve } from "@/lib/core/upgrade/evolve";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { aReleasedUpgrade, exportBytes } from "@/lib/testing/a-dossier";
import { NOON, REVIEWER_A } from "@/lib/testing/upgrade-builders";
import { toByteSource } from "./byte-source";
import { describeVerdict } from "./describe-verdict";
import { verifyDossier } from "./verify-dossier";

/** The verdict on an upgrade whose dashboard sealed and signed events that no decision led to. */
async function verdictAfter(forge: (upgrade: Upgrade) => readonly UpgradeEvent[]) {
  const world = await aReleasedUpgrade();
  const records = await world.log.read("upgrade-1");
  const last = records.at(-1);
  const upgrade = await world.upgrade();
  if (!last) throw new Error("expected records");
  const entries = forge(upgrade).map((event) => ({ event, actor: event.type.startsWith("sign-off") ? toActor(REVIEWER_A) : SYSTEM }));
  const forged = sealRecords("upgrade-1", last, entries, NOON);
  const after = forged.reduce<Upgrade | undefined>((state, record) => evolve(state, openRecord(record)), upgrade);
  if (!after) throw new Error("expected an upgrade");
  await world.log.append(forged, toProjection(after));
  return { verdict: await verifyDossier(toByteSource(await exportBytes(world))), records: records.length };
}

function findEvent<Type extends UpgradeEvent["type"]>(events: readonly UpgradeEvent[], type: Type) {
  const found = events.findLast((event) => event.type === type);
  if (!found) throw new Error(`expected ${type}`);
  return found as Extract<UpgradeEvent, { type: Type }>;
}

describe("a dossier", () => {
  it("holds as it was exported, and says up to where it was witnessed", async () => {
    const verdict = await verifyDossier(toByteSource(await exportBytes(await aReleasedUpgrade())));

    expect(verdict).toMatchObject({ ok: true, statement: { records: 18 }, checkpoints: { witnessed: 18 } });
    expect(describeVerdict(verdict)).toContain("Witnessed up to record 18 of 18");
  });

  it("says when nobody witnessed it", async () => {
    const verdict = await verifyDossier(toByteSource(await exportBytes(await aReleasedUpgrade({ witnessed: false }))));

    expect(describeVerdict(verdict)).toContain("No agent cosigned");
  });

  it("is no dossier when it is something else", async () => {
    const verdict = await verifyDossier(toByteSource(Buffer.from("hello")));

    expect(verdict).toMatchObject({ ok: false, problem: { where: "dossier.json" } });
    expect(describeVerdict(verdict)).toContain("This is no dossier");
  });
});

describe("a dossier of a dashboard that signed what was not so", () => {
  const events = async () => (await (await aReleasedUpgrade()).log.read("upgrade-1")).map((record) => openRecord(record).event);

  it.each<[string, (upgrade: Upgrade, all: readonly UpgradeEvent[]) => readonly UpgradeEvent[], number, string]>([
    [
      "a sign-off of something else than was under review",
      (_upgrade, all) => [{ ...findEvent(all, "sign-off.recorded"), bucketDigest: "a".repeat(64) }],
      1,
      "another content",
    ],
    [
      "a sign-off with another bucket's coverage",
      (_upgrade, all) => {
        const first = all.find((event) => event.type === "sign-off.recorded" && event.hunks > 0);
        const other = all.find((event) => event.type === "sign-off.recorded" && event.hunks === 0);
        if (first?.type !== "sign-off.recorded" || other?.type !== "sign-off.recorded") throw new Error("expected both");
        return [{ ...first, coverageBlob: other.coverageBlob }];
      },
      1,
      "coverage is not the hunks",
    ],
    [
      "a gate passed without the sign-offs",
      (upgrade, all) => {
        const { pass } = findEvent(all, "gate.passed");
        const signed = upgrade.signOffs.at(-1);
        return [
          { type: "sign-off.withdrawn", category: signed?.category ?? "router", signOffSeq: signed?.seq ?? 0, reason: "" },
          { type: "gate.passed", pass: { ...pass, passId: "gate-forged-1" } },
        ];
      },
      2,
      "The gate was closed",
    ],
    [
      "a gate pass for another tree",
      (_upgrade, all) => {
        const { pass } = findEvent(all, "gate.passed");
        return [{ type: "gate.passed", pass: { ...pass, passId: "gate-forged-1", treeId: "f".repeat(40) } }];
      },
      1,
      "not for what was signed",
    ],
    [
      "a gated step without a gate pass",
      (_upgrade, all) => {
        const started = all.findLast((event) => event.type === "attempt.started" && event.job.gatePass !== null);
        if (started?.type !== "attempt.started") throw new Error("expected a gated attempt");
        return [{ ...started, job: { ...started.job, jobId: "job-forged-1", gatePass: null } }];
      },
      1,
      "without a gate pass",
    ],
    [
      "a snapshot whose buckets hold something else",
      (_upgrade, all) => {
        const taken = findEvent(all, "snapshot.taken");
        return [{ ...taken, number: 2, buckets: { ...taken.buckets, router: taken.buckets.schema } }];
      },
      1,
      "buckets do not hold",
    ],
    ["a snapshot that counts other changes", (_upgrade, all) => [{ ...findEvent(all, "snapshot.taken"), number: 2, additions: 99 }], 1, "counts other changes"],
  ])("does not hold: %s", async (_, forge, at, sentence) => {
    const all = await events();
    const { verdict, records } = await verdictAfter((upgrade) => forge(upgrade, all));

    expect(verdict).toMatchObject({ ok: false, problem: { records: { from: records + 1, to: records + at }, sentence: expect.stringContaining(sentence) } });
  });
});
