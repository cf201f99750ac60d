import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRecord, sealRecords } from "@/lib/core/audit/record";
import { toActor } from "@/lib/core/people/person";
import type { UpgradeEvent } from "@/lib/core/upgrade/event";
import { evolve } from "@/lib/core/upgrade/evolve";
import { toProjection } from "@/lib/core/upgrade/to-projection";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { aReleasedUpgrade, exportBytes } from "@/lib/testing/a-dossier";
import { NOON, QA, REVIEWER_A } from "@/lib/testing/upgrade-builders";

const BUILD_LIMIT_MS = 120_000;
const ROOT = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "upgrade-review-single-file-"));
const elsewhere = join(folder, "elsewhere");

/** Runs the script with nothing but Node, in a folder of its own. */
function verify(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "verify.mjs"), ...args], {
    cwd: elsewhere,
    env: { NODE_ENV: "test" },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function dossier(name: string, bytes: Buffer): string {
  writeFileSync(join(elsewhere, name), bytes);
  return name;
}

beforeAll(() => {
  execFileSync(process.execPath, ["--import", "tsx", "lib/cli/build-verify.ts", folder], { cwd: ROOT, stdio: "pipe" });
  mkdirSync(elsewhere);
}, BUILD_LIMIT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the script that verifies where there is Node and nothing else", { timeout: BUILD_LIMIT_MS }, () => {
  it("is one file", () => {
    expect(readdirSync(folder).sort()).toEqual(["elsewhere", "verify.mjs"]);
  });

  it("says that an honest dossier holds", async () => {
    const file = dossier("honest.tar", await exportBytes(await aReleasedUpgrade()));

    expect(verify(file)).toMatchObject({ status: 0, stdout: expect.stringContaining("This dossier holds: 18 records"), stderr: "" });
  });

  it("names the first record that was changed and exits with 1", async () => {
    const bytes = Buffer.from(await exportBytes(await aReleasedUpgrade()));
    const at = bytes.indexOf('"seq":7');
    bytes[at + 6] = "8".charCodeAt(0);
    const { status, stdout } = verify(dossier("changed.tar", bytes));

    expect(status).toBe(1);
    expect(stdout).toContain("record 7");
  });

  describe("a dossier long enough for two threads", () => {
    const MORE = 4_000;

    /** The dossier of an upgrade with a checklist answered thousands of times; `forged` takes the place of one answer. */
    async function aLongDossier(forged?: { readonly seq: number; readonly event: UpgradeEvent }): Promise<Buffer> {
      const world = await aReleasedUpgrade();
      const last = (await world.log.read("upgrade-1")).at(-1);
      if (!last) throw new Error("expected records");
      const entries = Array.from({ length: MORE }, (_, index) => {
        const event: UpgradeEvent = { type: "check.recorded", stepId: "smoke", itemId: "login", result: "pass", note: `the ${index}th “try”` };
        return last.seq + 1 + index === forged?.seq ? { event: forged.event, actor: toActor(REVIEWER_A) } : { event, actor: toActor(QA) };
      });
      const records = sealRecords("upgrade-1", last, entries, NOON);
      const after = records.reduce<Upgrade | undefined>((upgrade, record) => evolve(upgrade, openRecord(record)), await world.upgrade());
      if (!after) throw new Error("expected an upgrade");
      await world.log.append(records, toProjection(after));
      return Buffer.from(await exportBytes(world));
    }

    let honest: Buffer;
    beforeAll(async () => {
      honest = await aLongDossier();
    }, BUILD_LIMIT_MS);

    function change(bytes: Buffer, seq: number): Buffer {
      const at = bytes.indexOf(`"seq":${seq},`);
      bytes[at + 6] = "0".charCodeAt(0);
      return bytes;
    }

    const forged: UpgradeEvent = { type: "sign-off.changes-requested", category: "router", snapshot: 1, bucketDigest: "a".repeat(64), reason: "no" };

    it("holds when it is honest", async () => {
      expect(verify(dossier("long.tar", honest))).toMatchObject({ status: 0, stdout: expect.stringContaining("4018 records"), stderr: "" });
    });

    it("does not hold with a record changed", async () => {
      expect(verify(dossier("long.tar", change(Buffer.from(honest), 3_900)))).toMatchObject({
        status: 1,
        stdout: expect.stringContaining("First at fault: record 3900."),
      });
    });

    it("does not hold with a checkpoint changed", async () => {
      const bytes = Buffer.from(honest);
      const at = bytes.lastIndexOf('"signature":"') + 13;
      bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30;

      expect(verify(dossier("long.tar", bytes))).toMatchObject({ status: 1, stdout: expect.stringContaining("First at fault: checkpoints.jsonl.") });
    });

    it("names what was forged and sealed, or what was changed, whichever comes first", async () => {
      expect(verify(dossier("long.tar", change(await aLongDossier({ seq: 2_000, event: forged }), 3_900))).stdout).toMatch(
        /First at fault: records? (\d+ to )?2000\.\n {2}It is about another content/,
      );
      expect(verify(dossier("long.tar", change(await aLongDossier({ seq: 3_900, event: forged }), 2_000))).stdout).toContain("First at fault: record 2000.");
    });
  });

  it("refuses what is no dossier with 1, and what it cannot read or was not told with 2", () => {
    expect(verify(dossier("text.tar", Buffer.from("hello"))).status).toBe(1);
    expect(verify("missing.tar")).toMatchObject({ status: 2, stderr: expect.stringContaining("cannot be read") });
    expect(verify()).toMatchObject({ status: 2, stderr: expect.stringContaining("expected one FILE") });
  });
});
