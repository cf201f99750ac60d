import "server-only";
import type { z } from "zod";
import type { peopleSchema } from "@/lib/contract/dashboard-api";
import type { Person, Role } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { alignPolicies } from "@/lib/services/change-policy";
import { requireFreshProof } from "@/lib/services/require-fresh-proof";
import { requirePermission } from "@/lib/services/require-permission";
import type { Asker } from "@/lib/services/run-command";
import type { InvitationInput, InvitationLink } from "./auth/invitations";
import type { Container } from "./container";

/** Everybody, and the links that are still open; administrators only. */
export async function readPeople(
  { people, invitationStore, now }: Pick<Container, "people" | "invitationStore" | "now">,
  person: Person,
): Promise<Result<z.infer<typeof peopleSchema>, Refusal>> {
  const allowed = requirePermission(person, "people.manage");
  if (!allowed.ok) return allowed;
  const open = await invitationStore.listOpen(now());
  return ok({
    people: [...(await people.list())],
    invitations: open.map(({ tokenHash, email, name, roles, expiresAt }) => ({
      id: toInvitationId(tokenHash),
      email: email ?? "",
      name: name ?? "",
      roles: [...roles],
      expiresAt,
    })),
  });
}

/** Makes a one-time link for a new person. */
export async function invite(
  deps: Pick<Container, "invitations" | "live" | "people" | "now" | "proofMs">,
  session: Asker,
  input: InvitationInput,
): Promise<Result<InvitationLink, Refusal>> {
  const allowed = requireManager(deps, session);
  if (!allowed.ok) return allowed;
  const { invitations, live, people } = deps;
  const taken = (await people.list()).some(({ email }) => email.toLowerCase() === input.email.toLowerCase());
  if (taken) return refuse("taken", `Somebody signs in with ${input.email} already.`);
  const link = await invitations.create(input, session.person.id);
  live.publish({ type: "people" });
  return ok(link);
}

/** Gives a person exactly these roles; the last administrator stays one. */
export async function setRoles(
  deps: Pick<Container, "people" | "live" | "apps" | "log" | "now" | "proofMs">,
  session: Asker,
  personId: string,
  roles: readonly Role[],
): Promise<Result<Person, Refusal>> {
  const allowed = requireManager(deps, session);
  if (!allowed.ok) return allowed;
  const { people, live } = deps;
  const everybody = await people.list();
  if (!everybody.some(({ id }) => id === personId)) return refuse("not-found", "There is no such person.");
  const administrators = everybody.filter((other) => other.id !== personId && other.roles.includes("administrator"));
  if (administrators.length === 0 && !roles.includes("administrator"))
    return refuse("not-allowed", "Somebody has to stay administrator; give the role to another person first.");
  await people.setRoles(personId, roles);
  await alignPolicies(deps);
  live.publish({ type: "people" });
  return ok(session.person);
}

/** Makes an open invitation's link useless. */
export async function withdrawInvitation(
  { invitationStore, live, now }: Pick<Container, "invitationStore" | "live" | "now">,
  person: Person,
  invitationId: string,
): Promise<Result<object, Refusal>> {
  const allowed = requirePermission(person, "people.manage");
  if (!allowed.ok) return allowed;
  const open = (await invitationStore.listOpen(now())).find(({ tokenHash }) => toInvitationId(tokenHash) === invitationId);
  if (!open || !(await invitationStore.withdraw(open.tokenHash))) return refuse("not-found", "That invitation was used, withdrawn or has expired.");
  live.publish({ type: "people" });
  return ok({});
}

/** Makes a one-time link by which a person sets a new password; their sessions end when it is used. */
export async function makePasswordReset(
  deps: Pick<Container, "passwordResets" | "people" | "now" | "proofMs">,
  session: Asker,
  personId: string,
): Promise<Result<InvitationLink, Refusal>> {
  const allowed = requireManager(deps, session);
  if (!allowed.ok) return allowed;
  if (!(await deps.people.find(personId))) return refuse("not-found", "There is no such person.");
  return ok(await deps.passwordResets.create(personId, session.person.id));
}

/** Whoever lets people in has to have proved lately who they are. */
function requireManager(deps: Pick<Container, "now" | "proofMs">, { person, provedAt }: Asker): Result<unknown, Refusal> {
  const allowed = requirePermission(person, "people.manage");
  return allowed.ok ? requireFreshProof(deps, provedAt) : allowed;
}

/** Names an invitation without giving its link away. */
function toInvitationId(tokenHash: string): string {
  return tokenHash.slice(0, 16);
}
