import "server-only";
import type { Clients } from "./clients";
import type { PrismaClient } from "./generated/client";

const READS: ReadonlySet<PropertyKey> = new Set(["findFirst", "findFirstOrThrow", "findUnique", "findUniqueOrThrow", "findMany", "count"]);

/**
 * The writing client, whose plain reads go to the reading connection: who is signed in can be told while a write waits for
 * its turn or for another program's lock. In a transaction everything stays on the one connection.
 */
export function readBeside({ writer, reader }: Pick<Clients, "writer" | "reader">): PrismaClient {
  return new Proxy(writer, {
    get: (target, name) => {
      const delegate: unknown = Reflect.get(target, name);
      const isModel = typeof name === "string" && !/^[$_]/.test(name) && typeof delegate === "object" && delegate !== null;
      return isModel ? readFrom(delegate, Reflect.get(reader, name) as object) : delegate;
    },
  });
}

function readFrom(delegate: object, reading: object): object {
  return new Proxy(delegate, { get: (target, name) => Reflect.get(READS.has(name) ? reading : target, name) });
}
