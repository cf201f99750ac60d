import { describe, expect, it } from "vitest";
import { aJobId, anUpgrade, approveAll, aSnapshot, OPERATOR, run, snapshotTaken, tell, upgraded } from "@/lib/testing/upgrade-builders";
import { decideStartAttempt } from "./decide/start-attempt";
import { describeUndo, findCrossing, findNoReturnStep, findRollbackNotes } from "./describe-undo";

const gateOpen = () => approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot()));

describe("going back", () => {
  it("has nothing to go back to before the anchor", () => {
    expect(describeUndo(anUpgrade().upgrade())).toMatchObject({ needsBackup: false, short: "No anchor yet" });
  });

  it("needs only git until a migration has run", () => {
    expect(describeUndo(gateOpen().upgrade())).toEqual({
      needsBackup: false,
      short: "Git is enough",
      sentence: "Going back means returning the checkout to ccccccc. Nothing has touched a database yet.",
    });
  });

  it("needs the backup from the first migration on, also when it failed", () => {
    const undo = describeUndo(run(gateOpen(), "migrate", { exitCode: 1 }).upgrade());
    expect(undo).toMatchObject({ needsBackup: true, short: "Needs the backup" });
    expect(undo.sentence).toContain('"Migrate" has run against the database.');
  });

  it("is not changed by a migration that the agent refused", () => {
    const jobId = aJobId();
    const history = gateOpen().take((upgrade) =>
      decideStartAttempt(upgrade, OPERATOR, { stepId: "migrate", alternative: null, reason: "", passkeys: null, jobId }),
    );
    expect(findCrossing(history.upgrade())).toBeUndefined();
    history.take((upgrade) =>
      tell(upgrade, {
        number: 1,
        at: 0,
        type: "job.refused",
        jobId,
        appId: "harbor",
        upgradeId: "upgrade-1",
        code: "tree-differs",
        message: "No.",
        treeId: null,
      }),
    );
    expect(findCrossing(history.upgrade())).toBeUndefined();
  });

  it("knows the step beyond which git is not enough, and what was said about the backup", () => {
    const upgrade = gateOpen().upgrade();
    expect(findNoReturnStep(upgrade)?.id).toBe("migrate");
    expect(findRollbackNotes(upgrade)).toEqual({ backup: "restored", deployed: undefined });
  });
});
