import "server-only";
import type { Person } from "@/lib/core/people/person";
import type { Auth } from "@/lib/server/auth/auth";
import { toPerson } from "@/lib/server/db/people";

/** Nobody is signed in; a route answers it with 401. */
export class SignInRequired extends Error {
  readonly status = 401;

  constructor() {
    super("sign in first");
    this.name = "SignInRequired";
  }

  /** By name: Next bundles routes apart, so one process holds several copies of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "SignInRequired";
  }
}

export type Sessions = {
  /** Who sends the request, from a session row read now; undefined when nobody is signed in. */
  readonly findPerson: (headers: Headers) => Promise<Person | undefined>;
  /** @throws SignInRequired */
  readonly requirePerson: (headers: Headers) => Promise<Person>;
};

/** Tells who sends a request. Every route asks; there is no middleware that could be gone around. */
export function createSessions(auth: Pick<Auth, "api">): Sessions {
  async function findPerson(headers: Headers): Promise<Person | undefined> {
    const session = await auth.api.getSession({ headers });
    if (!session) return undefined;
    const { id, name, email, roles } = session.user;
    return toPerson({ id, name, email, roles });
  }

  return {
    findPerson,
    requirePerson: async (headers) => {
      const person = await findPerson(headers);
      if (!person) throw new SignInRequired();
      return person;
    },
  };
}
