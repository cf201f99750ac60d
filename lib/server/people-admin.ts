import "server-only";
import type { z } from "zod";
import type { peopleSchema } from "@/lib/contract/dashboard-api";
import type { Person, Role } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { alignPolicies } from "@/lib/services/change-policy";
import { requirePermission } from "@/lib/services/require-permission";
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
      id: tokenHash.slice(0, 16),
      email: email ?? "",
      name: name ?? "",
      roles: [...roles],
      expiresAt,
    })),
  });
}

/** Makes a one-time link for a new person. */
export async function invite(
  { invitations, live, people }: Pick<Container, "invitations" | "live" | "people">,
  person: Person,
  input: InvitationInput,
): Promise<Result<InvitationLink, Refusal>> {
  const allowed = requirePermission(person, "people.manage");
  if (!allowed.ok) return allowed;
  const taken = (await people.list()).some(({ email }) => email.toLowerCase() === input.email.toLowerCase());
  if (taken) return refuse("taken", `Somebody signs in with ${input.email} already.`);
  const link = await invitations.create(input, person.id);
  live.publish({ type: "people" });
  return ok(link);
}

/** Gives a person exactly these roles; the last administrator stays one. */
export async function setRoles(
  deps: Pick<Container, "people" | "live" | "apps" | "log" | "now">,
  person: Person,
  personId: string,
  roles: readonly Role[],
): Promise<Result<Person, Refusal>> {
  const allowed = requirePermission(person, "people.manage");
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
  return ok(person);
}
