import { canDo } from "@/lib/core/people/permission";
import type { Person } from "@/lib/core/people/person";
import type { People } from "@/lib/ports/people";

/** Whom a comment can call: everybody who may answer it, without their addresses. */
export async function listCallable({ people }: { readonly people: People }): Promise<readonly Pick<Person, "id" | "name" | "roles">[]> {
  const everybody = await people.list();
  return everybody.filter((person) => canDo(person, "comment.write")).map(({ id, name, roles }) => ({ id, name, roles }));
}
