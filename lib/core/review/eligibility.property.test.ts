import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES } from "@/lib/core/classify/category";
import { toMailbox } from "@/lib/core/people/mailbox";
import { type Person, SYSTEM } from "@/lib/core/people/person";
import type { AppPolicy } from "@/lib/core/people/policy";
import { decideChangePolicy } from "@/lib/core/upgrade/decide/change-policy";
import { decideStart } from "@/lib/core/upgrade/decide/start-upgrade";
import { decideApprove } from "@/lib/core/upgrade/decide/sign-off";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import { aJobId, anUpgrade, aPerson, approval, aSnapshot, type History, LEAD, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { listCounting } from "./bucket";
import { describeMissing, listEligibility } from "./eligibility";
import { checkGate } from "./gate";

const NAMES = ["ann", "ben", "cat", "dan"] as const;
const REVIEWERS = NAMES.map((name) => aPerson(name, "reviewer", "lead"));
const names = fc.subarray([...NAMES]);
/** An address as people write it in their git settings. */
const spelled = (name: string) =>
  fc.constantFrom(`${name}@example.test`, `${name.toUpperCase()}@Example.Test`, `${name}+work@example.test`, ` ${name}+a+b@EXAMPLE.test `);
const writers = names.chain((chosen) => fc.tuple(...chosen.map((name) => spelled(name).map((email) => ({ name, email })))));
const policies: fc.Arbitrary<AppPolicy> = fc.record({
  approvals: fc.integer({ min: 1, max: 4 }),
  fourEyes: fc.constantFrom("auto", "on", "off"),
  openedPercent: fc.constantFrom(0, 50, 100),
});
const HUNKS = { host_auth: ["a"], schema: ["s1", "s2"], audit_security: ["t1"] };

/** An upgrade at its review with somebody's commits on the branch; `rewritten` drops them from the newest snapshot. */
function reviewed(startedBy: Person, wrote: readonly { readonly name: string; readonly email: string }[], rewritten: boolean): History {
  const history = snapshotTaken(
    upgraded(anUpgrade({ startedBy, reviewers: REVIEWERS, fourEyes: false })),
    aSnapshot(HUNKS, { people: wrote.map((one) => ({ ...one })) }),
  );
  return rewritten
    ? snapshotTaken(
        history.take((upgrade) => decideTakeSnapshot(upgrade, SYSTEM, aJobId())),
        aSnapshot(HUNKS),
      )
    : history;
}

function setPolicy(history: History, policy: AppPolicy): History {
  return history.take((upgrade) => decideChangePolicy(upgrade, SYSTEM, { policy, reviewers: REVIEWERS.length, reason: "" }));
}

/** Everybody named signs all five buckets, having opened so many of a hundred hunks, where they are let. */
function signAll(history: History, signers: readonly string[], opened: number): void {
  for (const person of REVIEWERS.filter(({ name }) => signers.includes(name))) {
    for (const category of CATEGORIES) {
      const decision = history.ask((upgrade) => decideApprove(upgrade, person, { ...approval(upgrade, category), hunks: 100, opened }));
      if (decision.ok) history.take(() => decision);
    }
  }
}

describe("who counts", () => {
  it("an upgrade starts exactly when enough reviewers are left who did not start it", () => {
    fc.assert(
      fc.property(policies, names, fc.constantFrom(LEAD, ...REVIEWERS), (policy, chosen, starter) => {
        const reviewers = REVIEWERS.filter(({ name }) => chosen.includes(name as (typeof NAMES)[number]));
        const first = anUpgrade().upgrade();
        const { app, lane, laneDigest, overrides } = first;
        const decision = decideStart(undefined, starter, { app, lane, laneDigest, overrides, reviewers, policy });
        const eyes = policy.fourEyes === "on" || (policy.fourEyes === "auto" && reviewers.length >= 2);
        const left = reviewers.filter(({ id }) => !eyes || id !== starter.id).length;
        expect(decision.ok).toBe(left >= policy.approvals);
      }),
    );
  });

  it("the gate never opens without enough approvals by people who neither started nor wrote, and had opened enough", () => {
    fc.assert(
      fc.property(
        policies,
        writers,
        names,
        fc.constantFrom(0, 49, 50, 100),
        fc.boolean(),
        fc.constantFrom(...REVIEWERS),
        (policy, wrote, signers, opened, rewritten, starter) => {
          const history = reviewed(starter, wrote, rewritten);
          signAll(history, signers, opened);
          setPolicy(history, policy);
          const upgrade = history.upgrade();

          if (!checkGate(upgrade).open) return;
          for (const category of CATEGORIES) {
            const counting = new Set(listCounting(upgrade, category).map(({ by }) => by.name));
            expect(counting.size).toBeGreaterThanOrEqual(policy.approvals);
            if (policy.fourEyes === "off") continue;
            expect(counting.has(starter.name)).toBe(false);
            for (const { email } of wrote) expect(counting.has(toMailbox(email).split("@")[0] ?? "")).toBe(false);
          }
          if (opened < policy.openedPercent) expect.unreachable("too little of Schema was opened");
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a category is stuck exactly when the gate stays closed although everybody who may sign does", () => {
    fc.assert(
      fc.property(policies, writers, names, fc.constantFrom(...REVIEWERS, LEAD), (policy, wrote, signed, starter) => {
        const history = setPolicy(reviewed(starter, wrote, false), policy);
        signAll(history, signed, 100);
        const stuck = listEligibility(history.upgrade(), REVIEWERS).filter((eligibility) => describeMissing(eligibility) !== undefined);

        signAll(history, NAMES, 100);

        expect(checkGate(history.upgrade()).open).toBe(stuck.length === 0);
      }),
      { numRuns: 200 },
    );
  });

  it("more commits and a stricter policy never let more sign-offs count", () => {
    fc.assert(
      fc.property(policies, writers, writers, fc.constantFrom(0, 50, 100), (policy, few, more, opened) => {
        const count = (wrote: readonly { readonly name: string; readonly email: string }[], strict: boolean) => {
          const history = reviewed(LEAD, wrote, false);
          signAll(history, NAMES, opened);
          setPolicy(history, strict ? { ...policy, fourEyes: "on", openedPercent: 100 } : policy);
          return CATEGORIES.reduce((sum, category) => sum + listCounting(history.upgrade(), category).length, 0);
        };
        expect(count([...few, ...more], false)).toBeLessThanOrEqual(count(few, false));
        expect(count(few, true)).toBeLessThanOrEqual(count(few, false));
      }),
    );
  });

  it("four eyes that came on by themselves do not go off when a reviewer leaves", () => {
    const history = anUpgrade({ fourEyes: true });
    const auto: AppPolicy = { approvals: 1, fourEyes: "auto", openedPercent: 0 };
    expect(history.ask((upgrade) => decideChangePolicy(upgrade, SYSTEM, { policy: auto, reviewers: 1, reason: "" }))).toEqual({ ok: true, value: [] });
    expect(history.ask((upgrade) => decideChangePolicy(upgrade, SYSTEM, { policy: { ...auto, fourEyes: "off" }, reviewers: 1, reason: "" }))).toMatchObject({
      value: [{ event: { type: "policy.changed", to: { fourEyes: false } } }],
    });
  });
});
