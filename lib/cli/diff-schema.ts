import { diffMigrations } from "@/prisma/diff-migrations";

const sql = await diffMigrations();
if (sql === "") console.error("The migrations already lead to prisma/schema.prisma.");
else process.stdout.write(sql);
