import "server-only";
import { z } from "zod";
import { type Person, personSchema, type Role, roleSchema } from "@/lib/core/people/person";
import type { People } from "@/lib/ports/people";
import type { Clients } from "./clients";

const rolesSchema = z.array(roleSchema);
const SHOWN = { id: true, name: true, email: true, roles: true } as const;

/** The people in the database, by name. */
export function createPeople({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): People {
  return {
    list: async () => (await reader.user.findMany({ select: SHOWN, orderBy: [{ name: "asc" }, { id: "asc" }] })).map(toPerson),
    find: async (personId) => {
      const stored = await reader.user.findUnique({ where: { id: personId }, select: SHOWN });
      return stored ? toPerson(stored) : undefined;
    },
    setRoles: async (personId, roles) => {
      await writeTransaction((tx) => tx.user.update({ where: { id: personId }, data: { roles: formatRoles(roles) } }));
    },
  };
}

/** A stored user as a person. @throws when the stored roles are not roles. */
export function toPerson(stored: { id: string; name: string; email: string; roles: string }): Person {
  return personSchema.parse({ ...stored, roles: parseRoles(stored.roles) });
}

/** The roles in their column. @throws when they are not roles. */
export function parseRoles(text: string): Role[] {
  return rolesSchema.parse(JSON.parse(text));
}

export function formatRoles(roles: readonly Role[]): string {
  return JSON.stringify([...new Set(rolesSchema.parse(roles))]);
}
