import "server-only";
import type { Person } from "@/lib/core/people/person";
import type { Auth } from "@/lib/server/auth/auth";
import { toPerson } from "@/lib/server/db/people";
import type { ProofStore } from "@/lib/server/db/proofs";

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

/** A signed-in person, and when they last proved that it is them: at sign-in or since. */
export type CurrentSession = { readonly person: Person; readonly sessionId: string; readonly provedAt: number };

export type Sessions = {
  /** Who sends the request, from a session row read now; undefined when nobody is signed in. */
  readonly findPerson: (headers: Headers) => Promise<Person | undefined>;
  /** @throws SignInRequired */
  readonly requirePerson: (headers: Headers) => Promise<Person>;
  /** @throws SignInRequired */
  readonly requireSession: (headers: Headers) => Promise<CurrentSession>;
};

/** Tells who sends a request. Every route asks; there is no middleware that could be gone around. */
export function createSessions(auth: Pick<Auth, "api">, proofs: Pick<ProofStore, "find">): Sessions {
  async function findPerson(headers: Headers): Promise<Person | undefined> {
    const found = await auth.api.getSession({ headers });
    return found ? toSignedIn(found.user) : undefined;
  }

  return {
    findPerson,
    requireSession: async (headers) => {
      const found = await auth.api.getSession({ headers });
      if (!found) throw new SignInRequired();
      const { id: sessionId, createdAt } = found.session;
      const since = await proofs.find(sessionId);
      return { person: toSignedIn(found.user), sessionId, provedAt: Math.max(createdAt.getTime(), since ?? 0) };
    },
    requirePerson: async (headers) => {
      const person = await findPerson(headers);
      if (!person) throw new SignInRequired();
      return person;
    },
  };
}

function toSignedIn({ id, name, email, roles }: { readonly id: string; readonly name: string; readonly email: string; readonly roles: string }): Person {
  return toPerson({ id, name, email, roles });
}
