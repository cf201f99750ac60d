import { createPerson } from "@/lib/server/auth/create-person";
import { createDatabase } from "@/lib/server/db/database";
import { applyMigrations } from "@/prisma/apply-migrations";
import { credentialsOf, PEOPLE, type PersonName } from "./people";

/** Makes a database with everybody in it: `seed.ts DATABASE_FILE`. */
const [, , file = ""] = process.argv;
await applyMigrations(file);
const database = createDatabase({ file });
await database.connect();
for (const [name, roles] of Object.entries(PEOPLE)) await createPerson(database.invitations, { name, roles, ...credentialsOf(name as PersonName) });
await database.close();
