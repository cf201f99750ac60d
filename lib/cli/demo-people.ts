import { createHmac } from "node:crypto";
import type { Role } from "@/lib/core/people/person";
import { createPerson } from "@/lib/server/auth/create-person";
import type { Database } from "@/lib/server/db/database";

const PEOPLE = [
  { name: "lead-a", role: "lead" },
  { name: "reviewer-a", role: "reviewer" },
  { name: "reviewer-b", role: "reviewer" },
  { name: "qa-a", role: "qa" },
  { name: "operator-a", role: "operator" },
  { name: "admin-a", role: "administrator" },
] as const satisfies readonly { name: string; role: Role }[];

export type DemoPerson = { readonly email: string; readonly password: string; readonly role: Role };

/** Creates one person per role, two reviewers; the same passwords at every start of this data folder. */
export async function createDemoPeople({ invitations }: Pick<Database, "invitations">, secret: string): Promise<readonly DemoPerson[]> {
  const people = PEOPLE.map(({ name, role }) => ({ name, role, email: `${name}@example.test`, password: toPassword(secret, name) }));
  for (const { name, email, password, role } of people) await createPerson(invitations, { name, email, password, roles: [role] });
  return people.map(({ email, password, role }) => ({ email, password, role }));
}

/** Four groups of letters and digits without look-alikes, from the data folder's own secret. */
function toPassword(secret: string, name: string): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = createHmac("sha256", secret).update(`demo ${name}`).digest();
  const letters = [...bytes.subarray(0, 16)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}
