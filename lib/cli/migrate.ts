import { join } from "node:path";
import { applyMigrations } from "@/prisma/apply-migrations";

const file = process.argv[2] ?? join(process.env.UPGRADE_REVIEW_DATA ?? "data", "dashboard.db");
try {
  const applied = await applyMigrations(file);
  console.log(applied.length === 0 ? `${file} is up to date.` : `${file}: applied ${applied.join(", ")}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
