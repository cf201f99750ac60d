import type { Role } from "@/lib/core/people/person";

/** Who is in every test's world; the name is the part of the address before the @. */
export const PEOPLE = {
  "lead-a": ["lead"],
  "reviewer-a": ["reviewer"],
  "reviewer-b": ["reviewer"],
  "qa-a": ["qa"],
  "operator-a": ["operator"],
  "admin-a": ["administrator"],
} as const satisfies Record<string, readonly Role[]>;
export type PersonName = keyof typeof PEOPLE;

export type Credentials = { readonly email: string; readonly password: string };

export function credentialsOf(name: PersonName): Credentials {
  return { email: `${name}@example.test`, password: "a long enough password" };
}
