import "server-only";
import type { Backups } from "@/lib/core/backup";
import type { Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import { requirePermission } from "@/lib/services/require-permission";
import type { Container } from "./container";
import { findStorageProblem } from "./storage/find-storage-problem";

/** Every backup and how they are made; administrators only. */
export async function readBackups({ backups }: Pick<Container, "backups">, person: Person): Promise<Result<Backups, Refusal>> {
  const allowed = requirePermission(person, "backup.make");
  return allowed.ok ? ok(await backups.list()) : allowed;
}

/** Makes a backup now. @throws when the dashboard's storage fails; other reasons are a refusal. */
export async function makeBackupNow({ backups, live }: Pick<Container, "backups" | "live">, person: Person): Promise<Result<Backups, Refusal>> {
  const allowed = requirePermission(person, "backup.make");
  if (!allowed.ok) return allowed;
  try {
    if ((await backups.make("person")) === "busy") return refuse("already-settled", "A backup is being made already; it is in the list in a moment.");
    return ok(await backups.list());
  } catch (error) {
    if (findStorageProblem(error)) throw error;
    return refuse("backup-failed", `The backup could not be made: ${error instanceof Error ? error.message : String(error)}. Nothing of it was kept.`);
  } finally {
    live.publish({ type: "backups" });
  }
}
