import { readFile } from "node:fs/promises";
import { z } from "zod";
import { roleSchema } from "@/lib/core/people/person";
import { createPerson } from "@/lib/server/auth/create-person";
import { createDatabase } from "@/lib/server/db/database";
import { applyMigrations } from "@/prisma/apply-migrations";

const seedSchema = z.object({
  databaseFile: z.string(),
  people: z.array(z.object({ name: z.string(), email: z.string(), password: z.string(), roles: z.array(roleSchema) })),
  apps: z.array(z.object({ id: z.string(), name: z.string(), path: z.string(), agentId: z.string(), standIn: z.string().nullable() })),
});
export type Seed = z.infer<typeof seedSchema>;

/** Makes the database of one test: `seed.ts SEED_FILE`. */
const { databaseFile, people, apps } = seedSchema.parse(JSON.parse(await readFile(process.argv[2] ?? "", "utf8")));
await applyMigrations(databaseFile);
const database = createDatabase({ file: databaseFile });
await database.connect();
for (const person of people) await createPerson(database.invitations, person);
for (const app of apps) await database.apps.add({ ...app, addedAt: Date.now(), addedBy: "seed", policy: null });
await database.close();
