import type { Person, Role } from "@/lib/core/people/person";

/** The people who can sign in. */
export type People = {
  readonly list: () => Promise<readonly Person[]>;
  readonly find: (personId: string) => Promise<Person | undefined>;
  readonly setRoles: (personId: string, roles: readonly Role[]) => Promise<void>;
};
