import { describe, expect, it } from "vitest";
import { CATEGORIES } from "@/lib/core/classify/category";
import { sha256Hex } from "@/lib/core/digest";
import { decideApprove, decideRequestChanges, decideWithdraw } from "@/lib/core/upgrade/decide/sign-off";
import { decideAcceptExpectation } from "@/lib/core/upgrade/decide/review-items";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { SYSTEM } from "@/lib/core/people/person";
import {
  aJobId,
  anUpgrade,
  aPerson,
  approval,
  approve,
  approveAll,
  aSnapshot,
  type History,
  LEAD,
  OPERATOR,
  REVIEWER_A,
  REVIEWER_B,
  snapshotTaken,
  upgraded,
} from "@/lib/testing/upgrade-builders";
import { bucketStatus } from "./bucket";
import { checkGate } from "./gate";

const HUNKS = { host_auth: ["h1", "h2"], router: ["r1"], schema: ["s1"], integration: [], audit_security: ["a1"] };
const EXPECTATION = { id: "routes", title: "Passkey routes", category: "router", met: false, why: "w", howToMeet: "h", found: "none" } as const;

function reviewed(): History {
  return snapshotTaken(upgraded(anUpgrade()), aSnapshot(HUNKS));
}

function startMigrate(history: History) {
  return history.ask((upgrade) => decideStartAttempt(upgrade, OPERATOR, { stepId: "migrate", alternative: null, reason: "", passkeys: null, jobId: aJobId() }));
}

function another(history: History, content: Parameters<typeof snapshotTaken>[1]): History {
  return snapshotTaken(
    history.take((upgrade) => decideTakeSnapshot(upgrade, SYSTEM, aJobId())),
    content,
  );
}

describe("the gate", () => {
  it("is closed until all five buckets are signed, the empty one too, and names what is missing", () => {
    const history = reviewed();
    for (const category of CATEGORIES.filter((category) => category !== "integration")) approve(history, REVIEWER_A, category);

    expect(startMigrate(history)).toMatchObject({ ok: false, error: { code: "requirements-open" } });
    expect(checkGate(history.upgrade())).toEqual({
      open: false,
      obstacles: [{ placement: "integration", sentence: "Optional integration config: 1 sign-off is missing." }],
    });
  });

  it("lets the migration start once all are signed, and the pass names tree, argv and the five sign-offs", () => {
    const history = approveAll(reviewed());

    const started = startMigrate(history);

    expect(started).toMatchObject({
      ok: true,
      value: [{ event: { type: "gate.passed", pass: { treeId: "b".repeat(40), argv: ["mix", "ecto.migrate"] } } }, { event: { type: "attempt.started" } }],
    });
    const signOffs = started.ok && started.value[0]?.event.type === "gate.passed" ? started.value[0].event.pass.signOffs : [];
    expect(signOffs).toHaveLength(5);
  });

  it("is closed by an unclassified hunk", () => {
    const history = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ ...HUNKS, unclassified: ["u1"] })));

    expect(checkGate(history.upgrade())).toMatchObject({ open: false, obstacles: [{ placement: "unclassified" }] });
  });

  it.each([
    ["a new hunk", ["r1", "r2"]],
    ["a changed hunk", ["r1b"]],
    ["a vanished hunk", []],
  ])("is closed by %s, for that category alone", (_, router) => {
    const history = another(approveAll(reviewed()), aSnapshot({ ...HUNKS, router }));

    expect(CATEGORIES.filter((category) => bucketStatus(history.upgrade(), category) !== "done")).toEqual(["router"]);
    expect(bucketStatus(history.upgrade(), "router")).toBe("outdated");
    expect(
      history
        .records()
        .map(({ canonical }) => canonical)
        .filter((text) => text.includes('"sign-off.outdated"')),
    ).toHaveLength(1);
  });

  it("opens again when the signed content is back", () => {
    const history = another(another(approveAll(reviewed()), aSnapshot({ ...HUNKS, router: ["x"] })), aSnapshot(HUNKS));

    expect(checkGate(history.upgrade()).open).toBe(true);
    expect(history.records().at(-1)?.canonical).toContain('"sign-off.current-again"');
  });

  it("stays closed by a request for changes until its author lifts it, whatever the content becomes", () => {
    const history = approveAll(reviewed());
    history.take((upgrade) => decideRequestChanges(upgrade, REVIEWER_B, { ...approval(upgrade, "schema"), reason: "add a down" }));
    another(history, aSnapshot({ ...HUNKS, schema: ["s2"] }));
    approve(history, REVIEWER_A, "schema");

    expect(checkGate(history.upgrade()).open).toBe(false);
    expect(history.ask((upgrade) => decideWithdraw(upgrade, LEAD, { category: "schema", reason: "" }))).toMatchObject({
      ok: false,
      error: { code: "not-yours" },
    });
    history.take((upgrade) => decideWithdraw(upgrade, REVIEWER_B, { category: "schema", reason: "" }));
    expect(checkGate(history.upgrade()).open).toBe(true);
  });

  it("does not count whoever started the upgrade, nor an author on its branch", () => {
    const both = aPerson("lead-r", "lead", "reviewer");
    const history = snapshotTaken(
      upgraded(anUpgrade({ startedBy: both, reviewers: [both, REVIEWER_A] })),
      aSnapshot(HUNKS, { people: [{ name: "reviewer-b", email: "REVIEWER-B@example.test" }] }),
    );

    approveAll(history, both);
    approveAll(history, REVIEWER_B);
    expect(checkGate(history.upgrade()).open).toBe(false);

    approveAll(history, REVIEWER_A);
    expect(checkGate(history.upgrade()).open).toBe(true);
  });

  it("does not count one person twice where two approvals are asked for", () => {
    const history = snapshotTaken(upgraded(anUpgrade({ approvals: 2 })), aSnapshot(HUNKS));
    approveAll(approveAll(history, REVIEWER_A), REVIEWER_A);

    expect(checkGate(history.upgrade()).open).toBe(false);
    expect(checkGate(approveAll(history, REVIEWER_B).upgrade()).open).toBe(true);
  });

  it("is closed by an unmet expectation until its absence is accepted and signed", () => {
    const history = snapshotTaken(upgraded(anUpgrade()), aSnapshot(HUNKS, { expectations: [EXPECTATION] }));

    expect(history.ask((upgrade) => decideApprove(upgrade, REVIEWER_A, approval(upgrade, "router")))).toMatchObject({
      ok: false,
      error: { code: "expectation-open" },
    });
    history.take((upgrade) => decideAcceptExpectation(upgrade, REVIEWER_A, { expectationId: "routes", reason: "no passkeys here" }));
    approveAll(history);
    expect(checkGate(history.upgrade()).open).toBe(true);

    another(history, aSnapshot(HUNKS, { expectations: [{ ...EXPECTATION, met: true }] }));
    expect(bucketStatus(history.upgrade(), "router")).toBe("outdated");
  });
});

describe("approving", () => {
  it("is refused when the content moved on since it was shown", () => {
    const history = reviewed();
    const seen = approval(history.upgrade(), "schema");
    another(history, aSnapshot({ ...HUNKS, schema: ["s2"] }));

    expect(history.ask((upgrade) => decideApprove(upgrade, REVIEWER_A, seen))).toMatchObject({ ok: false, error: { code: "content-changed" } });
  });

  it("is refused over a digest that was never shown", () => {
    const history = reviewed();

    expect(history.ask((upgrade) => decideApprove(upgrade, REVIEWER_A, { ...approval(upgrade, "schema"), seenDigest: sha256Hex("other") }))).toMatchObject({
      ok: false,
    });
  });
});
