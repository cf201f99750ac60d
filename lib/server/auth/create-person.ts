import "server-only";
import { hashPassword } from "better-auth/crypto";
import type { Person, Role } from "@/lib/core/people/person";
import type { InvitationStore } from "@/lib/server/db/invitations";
import { passwordSchema } from "./password";

export type CreatePersonInput = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly Role[];
};

/** Adds a person from the command line or a test; sign-up over the network stays closed. */
export async function createPerson(
  store: Pick<InvitationStore, "addPerson">,
  { name, email, password, roles }: CreatePersonInput,
): Promise<Person | "email-taken"> {
  const passwordHash = await hashPassword(passwordSchema.parse(password));
  return store.addPerson({ name, email, passwordHash }, roles);
}
