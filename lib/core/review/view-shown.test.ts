import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { decideRequestChanges } from "@/lib/core/upgrade/decide/sign-off";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { anUpgrade, approval, approve, aSnapshot, REVIEWER_A, REVIEWER_B, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { bucketDigest } from "./bucket";
import { anAssignment } from "./view-a-change";
import { findStart, listOwed } from "./view-owed";
import { listShownAssignments } from "./view-placement";
import { shownDigest } from "./view-shown";

const HUNKS = { schema: ["one", "two"], router: ["three"] };
const history = () => snapshotTaken(upgraded(anUpgrade()), aSnapshot(HUNKS));

describe("the digest that is sent", () => {
  it("is that of the bucket when exactly its hunks are shown", () => {
    const upgrade = history().upgrade();
    const snapshot = findSnapshot(upgrade);
    if (!snapshot) throw new Error("no snapshot");

    expect(shownDigest(upgrade, snapshot, "schema", ["two", "one"].map(sha256Hex))).toBe(bucketDigest(upgrade, snapshot, "schema"));
    expect(shownDigest(upgrade, snapshot, "schema", [sha256Hex("one")])).not.toBe(bucketDigest(upgrade, snapshot, "schema"));
  });
});

describe("what a reader sees of assignments", () => {
  it("is what was known when the content was shown, and their own since", () => {
    const known = [anAssignment("a", "reviewer-b"), anAssignment("b", "reviewer-b")];
    const live = [anAssignment("a", "reviewer-b", "integration"), anAssignment("b", "reviewer-a", "schema"), anAssignment("c", "reviewer-b")];

    expect(listShownAssignments(known, live, "reviewer-a")).toEqual([known[0], live[1]]);
  });
});

describe("what a person owes", () => {
  it("is every bucket without their current sign-off, and nothing once somebody's counts", () => {
    const taken = approve(approve(history(), REVIEWER_A, "host_auth"), REVIEWER_B, "router");

    expect(listOwed(taken.upgrade(), REVIEWER_A)).toEqual(["schema", "integration", "audit_security"]);
    expect(findStart(taken.upgrade(), REVIEWER_A)).toBe("schema");
  });

  it("leaves out a bucket in which somebody else asked for changes", () => {
    const taken = history().take((upgrade) => decideRequestChanges(upgrade, REVIEWER_B, { ...approval(upgrade, "host_auth"), reason: "Rename it." }));

    expect(listOwed(taken.upgrade(), REVIEWER_A)[0]).toBe("router");
    expect(listOwed(taken.upgrade(), REVIEWER_B)[0]).toBe("router");
  });

  it("is nothing for somebody whose sign-off would not count; they start where something is open", () => {
    const lead = { ...REVIEWER_A, id: "lead-a" };
    const upgrade = history().upgrade();

    expect(listOwed(upgrade, lead)).toEqual([]);
    expect(findStart(upgrade, lead)).toBe("host_auth");
  });
});
