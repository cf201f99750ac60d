import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository } from "@/lib/agent/git/repository";
import { planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import { ok } from "@/lib/core/result";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";
import { aCheckout, aFolder, git } from "@/lib/testing/agent/a-checkout";
import { createMemoryBlobStore } from "@/lib/testing/memory-ports/memory-blob-store";
import { anUpgrade, upgraded } from "@/lib/testing/upgrade-builders";
import { createSnapshotIntake } from "./snapshot-intake";

const PATHS = ["lib/harbor/accounts.ex", "lib/zoo/zoo.ex", "priv/a.txt", "priv/b.txt", "priv/z.txt"];

/** An agent whose `other.diff` has come only so far. */
async function aGrowingSnapshot() {
  const checkout = aCheckout(aFolder());
  const anchor = { anchorTree: git(checkout, "rev-parse", "HEAD^{tree}").trim(), anchorCommit: git(checkout, "rev-parse", "HEAD").trim() };
  for (const path of PATHS) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), `${path}\n`);
  }
  const opened = openRepository(checkout, join(aFolder(), "own"), process.env.PATH ?? "");
  const action = { type: "snapshot", package: "sigra", ...anchor } as const;
  const planned = opened.ok ? await planSnapshot(opened.value, action) : opened;
  if (!opened.ok || !planned.ok) throw new Error("expected a checkout");
  const folder = aFolder();
  const { outputs } = await takeSnapshot(opened.value, action, planned.value, folder);
  const whole = readFileSync(join(folder, "other.diff"));
  let come = 0;
  let grown = () => {};
  return {
    outputs,
    /** Lets it grow up to the patch of a file, or to its end. */
    growTo: (path: string | null) => {
      come = path === null ? whole.length : whole.indexOf(`diff --git a/${path}`);
      grown();
    },
    agent: {
      readOutput: async (_jobId: string, name: string, offset: number) => {
        if (name !== "other.diff")
          return ok({ bytes: readFileSync(join(folder, name)).subarray(offset), size: readFileSync(join(folder, name)).length, ended: true });
        while (come <= offset && come < whole.length) {
          await new Promise<void>((resolve) => {
            grown = resolve;
          });
        }
        return ok({ bytes: whole.subarray(offset, come), size: come, ended: come === whole.length });
      },
    },
  };
}

describe("a snapshot that is sorted while it is taken", () => {
  it("tells how far it is, and its first files once no other can come before them", async () => {
    const { agent, growTo, outputs } = await aGrowingSnapshot();
    const intake = createSnapshotIntake({ blobs: createMemoryBlobStore() });
    const upgrade: Upgrade = upgraded(anUpgrade()).upgrade();
    const jobId = upgrade.attempts.at(-1)?.job.jobId ?? "";
    const ever = new AbortController().signal;
    const pathsOf = (coming: Awaited<ReturnType<typeof intake.follow>>) => coming?.openFirst()?.snapshot.review.files.paths ?? [];

    intake.begin(agent, upgrade, jobId);
    const first = await intake.follow(upgrade.id, 1, ever);
    expect(first?.files()).toEqual({ sorted: 2, listed: 2 });
    expect(pathsOf(first)).toEqual([]);

    growTo("priv/b.txt");
    growTo("priv/z.txt");
    const second = await intake.follow(upgrade.id, 2, ever);
    expect(second?.files()).toEqual({ sorted: 3, listed: 5 });
    expect(pathsOf(second)).toEqual(["lib/harbor/accounts.ex", "lib/zoo/zoo.ex", "priv/a.txt"]);
    expect(second?.hunks()).toMatchObject({ unclassified: 3 });

    growTo(null);
    const sorted = await intake.take(jobId);
    expect(sorted?.columns.review.files.paths).toEqual(PATHS);
    expect(sorted?.outputs.came).toEqual(expect.arrayContaining([...outputs]));
  });

  it("is waited for as long as somebody wants to know", async () => {
    const intake = createSnapshotIntake({ blobs: createMemoryBlobStore() });
    const leaving = new AbortController();
    const followed = intake.follow("upgrade-1", 0, leaving.signal);
    leaving.abort();

    expect(await followed).toBeNull();
    expect(await intake.take("no-such-job")).toBeNull();
  });
});
