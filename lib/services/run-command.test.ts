import { describe, expect, it } from "vitest";
import type { UpgradeCommand } from "@/lib/contract/commands";
import { CATEGORIES } from "@/lib/core/classify/category";
import { sha256Hex } from "@/lib/core/digest";
import { PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import { type Person, ROLE_TEXT, ROLES } from "@/lib/core/people/person";
import { createServiceWorld } from "@/lib/testing/service-world";
import { aPerson, anUpgrade, NOON } from "@/lib/testing/upgrade-builders";
import { runCommand } from "./run-command";

/** Somebody who has just proved who they are. */
const fresh = (person: Person) => ({ person, provedAt: NOON });
const digest = sha256Hex("x");
const category = CATEGORIES[0];
/** Every kind of command with the permission it takes. */
const COMMANDS: readonly (readonly [UpgradeCommand, Permission])[] = [
  [{ type: "attest", stepId: "backup", note: "", evidence: [] }, "step.attest"],
  [{ type: "choose", stepId: "mode", option: "plain", note: "" }, "step.choose"],
  [{ type: "waive", stepId: "backup", reason: "" }, "step.waive"],
  [{ type: "reopen", stepId: "backup", reason: "" }, "step.attest"],
  [{ type: "run", stepId: "anchor", alternative: null, reason: "", passkeys: null }, "step.run"],
  [{ type: "cancel", jobId: "job-00000000" }, "step.run"],
  [{ type: "take-snapshot" }, "snapshot.take"],
  [{ type: "approve", category, seenDigest: digest, note: "" }, "bucket.sign"],
  [{ type: "request-changes", category, seenDigest: digest, reason: "" }, "bucket.sign"],
  [{ type: "withdraw", category, reason: "" }, "bucket.sign"],
  [{ type: "assign-hunk", hunkId: digest, to: category, reason: "" }, "hunk.assign"],
  [{ type: "accept-expectation", expectationId: "x", reason: "" }, "expectation.accept"],
  [{ type: "reinstate-expectation", expectationId: "x" }, "expectation.accept"],
  [{ type: "check", stepId: "smoke", itemId: "login", result: "pass", note: "", evidence: [] }, "check.qa"],
  [{ type: "clear-check", stepId: "smoke", itemId: "login" }, "check.qa"],
  [{ type: "publish-comments", draftIds: ["draft-0001"], decision: null }, "comment.write"],
  [{ type: "resolve-thread", threadId: "x", reason: "" }, "comment.write"],
  [{ type: "reopen-thread", threadId: "x", reason: "" }, "comment.write"],
  [{ type: "edit-comment", threadId: "x", commentId: "x", body: "" }, "comment.write"],
  [{ type: "withdraw-comment", threadId: "x", commentId: "x" }, "comment.write"],
  [{ type: "finish" }, "upgrade.end"],
  [{ type: "abandon", reason: "" }, "upgrade.end"],
];

describe.each(COMMANDS)("the command %o", (command, permission) => {
  it("is refused to whoever may not, with the role it takes, and nothing is recorded", async () => {
    const world = await createServiceWorld(anUpgrade());
    const may: readonly string[] = PERMISSIONS[permission];
    const others = ROLES.filter((role) => !may.includes(role));
    expect(others.length).toBeGreaterThan(0);

    for (const person of [aPerson("nobody"), aPerson("others", ...others)]) {
      const result = await runCommand(world, fresh(person), "upgrade-1", command);
      const message = result.ok ? "" : result.error.message;
      expect(result).toMatchObject({ ok: false, error: { code: "not-allowed" } });
      for (const role of PERMISSIONS[permission]) expect(message).toContain(ROLE_TEXT[role].title.toLowerCase());
    }
    expect(await world.upgrade()).toMatchObject({ lastSeq: 1 });
  });

  it.each(PERMISSIONS[permission])("is open to the role %s", async (role) => {
    const world = await createServiceWorld(anUpgrade());

    const result = await runCommand(world, fresh(aPerson("somebody", role)), "upgrade-1", command);

    expect(result.ok ? "" : result.error.code).not.toBe("not-allowed");
  });
});

describe("a command for an upgrade that does not exist", () => {
  it("is refused before anybody is asked who they are", async () => {
    const world = await createServiceWorld();

    expect(await runCommand(world, fresh(aPerson("nobody")), "upgrade-1", { type: "finish" })).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("taking back a waiver", () => {
  it("takes the role that may waive", async () => {
    const world = await createServiceWorld(anUpgrade());
    await runCommand(world, fresh(aPerson("lead", "lead")), "upgrade-1", { type: "waive", stepId: "anchor", reason: "Not needed." });
    expect(await world.upgrade()).toMatchObject({ decisions: {} });
    await runCommand(world, fresh(aPerson("lead", "lead")), "upgrade-1", { type: "attest", stepId: "backup", note: "restored", evidence: [] });
    await runCommand(world, fresh(aPerson("lead", "lead")), "upgrade-1", { type: "waive", stepId: "anchor", reason: "Not needed." });

    const byOperator = await runCommand(world, fresh(aPerson("operator", "operator")), "upgrade-1", { type: "reopen", stepId: "anchor", reason: "" });
    const byLead = await runCommand(world, fresh(aPerson("lead", "lead")), "upgrade-1", { type: "reopen", stepId: "anchor", reason: "" });

    expect(byOperator).toMatchObject({ ok: false, error: { code: "not-allowed", message: expect.stringContaining("tech lead") } });
    expect(byLead).toMatchObject({ ok: true });
  });
});

describe("a proof of who one is", () => {
  const needs = new Set(["approve", "request-changes", "withdraw", "waive", "accept-expectation"]);

  it.each(COMMANDS)("is asked for exactly where it matters: %o", async (command, permission) => {
    const world = await createServiceWorld(anUpgrade());
    const role = PERMISSIONS[permission][0];
    const stale = { person: aPerson("somebody", role), provedAt: NOON - world.proofMs - 1 };

    const result = await runCommand(world, stale, "upgrade-1", command);
    const inTime = await runCommand(world, { ...stale, provedAt: NOON - world.proofMs }, "upgrade-1", command);

    expect(!result.ok && result.error.code === "prove-again").toBe(needs.has(command.type));
    expect(!inTime.ok && inTime.error.code === "prove-again").toBe(false);
  });

  it("is asked for when comments bring a decision, and not for comments alone", async () => {
    const world = await createServiceWorld(anUpgrade());
    const stale = { person: aPerson("somebody", "reviewer"), provedAt: 0 };
    const publish = (decision: Extract<UpgradeCommand, { type: "publish-comments" }>["decision"]) =>
      runCommand(world, stale, "upgrade-1", { type: "publish-comments", draftIds: ["none"], decision });

    expect(await publish({ type: "approve", category, seenDigest: digest, note: "" })).toMatchObject({ ok: false, error: { code: "prove-again" } });
    expect(await publish(null)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });

  it("is asked for before a step behind the gate runs, and not before others", async () => {
    const world = await createServiceWorld(anUpgrade());
    const stale = { person: aPerson("operator", "operator"), provedAt: 0 };
    const run = (stepId: string) => runCommand(world, stale, "upgrade-1", { type: "run", stepId, alternative: null, reason: "", passkeys: null });

    expect(await run("migrate")).toMatchObject({ ok: false, error: { code: "prove-again" } });
    expect(await run("anchor")).toMatchObject({ ok: true });
  });
});
