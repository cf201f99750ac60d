import "server-only";
import type { SqlQuery } from "@prisma/driver-adapter-utils";

/** A statement without arguments, in the driver's form. */
export function toStatement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
