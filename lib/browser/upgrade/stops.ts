import type { PasskeySettings } from "@/lib/contract/agent-api";
import { joinOr } from "@/lib/core/join-words";
import type { Step } from "@/lib/core/lane/lane";
import { canDo, PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import { type Person, ROLE_TEXT, toActor } from "@/lib/core/people/person";
import { decideCheck } from "@/lib/core/upgrade/decide/check-item";
import { type Decision, requireOpen } from "@/lib/core/upgrade/decide/decision";
import { decideAbandon, decideFinish } from "@/lib/core/upgrade/decide/end-upgrade";
import { decideLookAt } from "@/lib/core/upgrade/decide/look-at-attempt";
import { decideAttest, decideChoose, decideReopen, decideWaive } from "@/lib/core/upgrade/decide/settle-step";
import { decideStartAttempt } from "@/lib/core/upgrade/decide/start-attempt";
import { decideTakeSnapshot } from "@/lib/core/upgrade/decide/take-snapshot";
import type { RefusalCode } from "@/lib/core/upgrade/refusal";
import type { Upgrade } from "@/lib/core/upgrade/upgrade";

/** Why something cannot be done now: a role that is missing, or what the core would refuse. */
export type Stop = { readonly code: RefusalCode; readonly reason: string };

/** Fills what a person has not written yet, so that only the rest of a decision is asked. */
const WRITTEN = "x";
const NO_JOB = "not-sent-yet";
const PASSKEYS: PasskeySettings = {
  rpId: "example.com",
  rpName: "Example",
  origin: "https://example.com",
  timeoutMs: 60_000,
  attestation: "none",
  userVerification: "preferred",
  ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
  passkeyPrimaryEnabled: true,
};

/** What stops a person, found by asking the core for the decision without sending it. */
export function findStops(upgrade: Upgrade, me: Person) {
  const stop = (permission: Permission, decide: () => Decision): Stop | undefined => {
    const open = requireOpen(upgrade);
    if (!open.ok) return { code: open.error.code, reason: open.error.message };
    if (!canDo(me, permission)) return { code: "not-allowed", reason: `Only ${rolesOf(permission)} can do this.` };
    const decision = decide();
    return decision.ok ? undefined : { code: decision.error.code, reason: decision.error.message };
  };
  return {
    run: ({ id }: Step) =>
      stop("step.run", () => decideStartAttempt(upgrade, me, { stepId: id, alternative: null, reason: WRITTEN, passkeys: PASSKEYS, jobId: NO_JOB })),
    cancel: () => stop("step.run", () => ({ ok: true, value: [] })),
    attest: ({ id }: Step) => stop("step.attest", () => decideAttest(upgrade, me, { stepId: id, note: WRITTEN })),
    choose: ({ id }: Step, option: string) => stop("step.choose", () => decideChoose(upgrade, me, { stepId: id, option, note: "" })),
    waive: ({ id }: Step) => {
      const decision = decideWaive(upgrade, me, { stepId: id, reason: WRITTEN });
      // Where nothing could be waived, it does not matter who may.
      return decision.ok ? stop("step.waive", () => decision) : { code: decision.error.code, reason: decision.error.message };
    },
    reopen: ({ id }: Step) =>
      stop(upgrade.decisions[id]?.type === "waived" ? "step.waive" : "step.attest", () => decideReopen(upgrade, me, { stepId: id, reason: WRITTEN })),
    check: (step: Extract<Step, { kind: "checklist" }>, itemId: string) =>
      stop(`check.${step.audience}`, () => decideCheck(upgrade, me, { stepId: step.id, itemId, result: "pass", note: "" })),
    lookAt: (jobId: string) => stop("attempt.look-at", () => decideLookAt(upgrade, me, { jobId, note: WRITTEN })),
    snapshot: () => stop("snapshot.take", () => decideTakeSnapshot(upgrade, toActor(me), NO_JOB)),
    finish: () => stop("upgrade.end", () => decideFinish(upgrade, me)),
    abandon: () => stop("upgrade.end", () => decideAbandon(upgrade, me, { reason: WRITTEN })),
  };
}
export type Stops = ReturnType<typeof findStops>;

/** "an operator or a tech lead": who may do something. */
export function rolesOf(permission: Permission): string {
  return joinOr(PERMISSIONS[permission].map((role) => withArticle(ROLE_TEXT[role].title)));
}

/** A role's title in running text, with its article. */
export function withArticle(title: string): string {
  if (title === title.toUpperCase()) return title;
  const word = title.toLowerCase();
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}
