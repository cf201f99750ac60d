import type { Person } from "@/lib/core/people/person";
import type { People } from "@/lib/ports/people";

/** People in memory. */
export function createMemoryPeople(people: readonly Person[] = []): People {
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    list: async () => [...byId.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
    find: async (personId) => byId.get(personId),
    setRoles: async (personId, roles) => {
      const person = byId.get(personId);
      if (!person) throw new Error(`expected a person with the id ${personId}`);
      byId.set(personId, { ...person, roles: [...new Set(roles)] });
    },
  };
}
