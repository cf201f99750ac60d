import { z } from "zod";
import { digestSchema } from "@/lib/core/digest";

/** What stands beside a backup: what it holds, found by looking at the copy itself. */
export const backupManifestSchema = z.object({
  version: z.literal(1),
  madeAt: z.int(),
  madeBy: z.enum(["schedule", "person"]),
  database: z.object({ sha256: digestSchema, sizeBytes: z.int() }),
  upgrades: z.int(),
  records: z.int(),
  blobs: z.object({ count: z.int(), sizeBytes: z.int() }),
  /** When the copy was checked: the database's integrity, every chain, every blob that a record names. */
  verifiedAt: z.int(),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** `GET /api/backups` */
export const backupsSchema = z.object({
  folder: z.string(),
  /** Null: none by themselves. */
  everyHours: z.number().nullable(),
  keep: z.int(),
  isRunning: z.boolean(),
  /** Why the last one could not be made; null when it could, or none was tried since the start. */
  lastProblem: z.object({ at: z.int(), message: z.string() }).nullable(),
  /** The newest first; without a manifest when that cannot be read. */
  backups: z.array(z.object({ name: z.string(), manifest: backupManifestSchema.nullable() })),
});
export type Backups = z.infer<typeof backupsSchema>;
