import "server-only";
import { randomUUID } from "node:crypto";
import type { Person, Role } from "@/lib/core/people/person";
import type { Tx } from "./clients";
import { formatRoles } from "./people";

export type NewPerson = {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
};

/** Adds a person who signs in with a password, in the rows better-auth reads. Undefined when the address is taken. */
export async function insertPerson(tx: Tx, { name, email, roles, passwordHash }: NewPerson): Promise<Person | undefined> {
  // better-auth looks addresses up in lower case.
  const address = email.trim().toLowerCase();
  if (await tx.user.findUnique({ where: { email: address }, select: { id: true } })) return undefined;
  const id = randomUUID();
  await tx.user.create({ data: { id, name: name.trim(), email: address, emailVerified: true, roles: formatRoles(roles) } });
  await tx.account.create({
    data: { id: randomUUID(), userId: id, accountId: id, providerId: "credential", password: passwordHash },
  });
  return { id, name: name.trim(), email: address, roles: [...new Set(roles)] };
}
