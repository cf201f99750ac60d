import "server-only";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";

const portSchema = z.coerce
  .number("expected a port number")
  .int("expected a port number")
  .min(1, "expected a port from 1 to 65535")
  .max(65_535, "expected a port from 1 to 65535");
const originSchema = z.url({ protocol: /^https?$/, error: "expected an address such as https://review.example.com" }).transform((url) => new URL(url).origin);

const envSchema = z.object({
  UPGRADE_REVIEW_DATA: z.string().min(1).default("data"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: portSchema.default(4400),
  PUBLIC_URL: originSchema.optional(),
  AGENT_URL: originSchema.default("http://127.0.0.1:4401"),
  AGENT_TOKEN_FILE: z.string().min(1).optional(),
  PROVE_AGAIN_MINUTES: z.coerce
    .number("expected minutes")
    .int("expected whole minutes")
    .min(1, "expected 1 to 480 minutes")
    .max(480, "expected 1 to 480 minutes")
    .default(30),
  AUTH_SECRET: z.string().min(32, "expected at least 32 characters").optional(),
  BACKUP_FOLDER: z.string().min(1).default("backups"),
  BACKUP_EVERY_HOURS: z.coerce.number("expected hours").min(0, "expected hours, or 0 for none").max(8_760, "expected at most a year").default(24),
  BACKUP_KEEP: z.coerce
    .number("expected a number")
    .int("expected a whole number")
    .min(1, "expected at least 1")
    .max(10_000, "expected at most 10000")
    .default(14),
});

/** What the dashboard is told from outside. */
export type Env = {
  /** Everything the dashboard keeps; absolute. */
  readonly dataFolder: string;
  readonly databaseFile: string;
  readonly blobFolder: string;
  readonly host: string;
  readonly port: number;
  /** The address people use, without a path. */
  readonly publicUrl: string;
  readonly agentUrl: string;
  readonly agentTokenFile: string;
  /** How long a proof of who one is lasts for a sign-off, a gated step or a waiver. */
  readonly proofMs: number;
  /** Null: kept in a file of the data folder. */
  readonly authSecret: string | null;
  /** In the data folder unless it is absolute. */
  readonly backupFolder: string;
  /** Null: backups are made by hand only. */
  readonly backupEveryHours: number | null;
  /** How many backups are kept. */
  readonly backupKeep: number;
};

/**
 * Reads the environment; called when the server starts, so that the build needs none of it.
 *
 * @throws an error that names each variable that is wrong.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`the environment is not usable: ${lines.join("; ")}`);
  }
  const {
    UPGRADE_REVIEW_DATA,
    HOST,
    PORT,
    PUBLIC_URL,
    AGENT_URL,
    AGENT_TOKEN_FILE,
    PROVE_AGAIN_MINUTES,
    AUTH_SECRET,
    BACKUP_FOLDER,
    BACKUP_EVERY_HOURS,
    BACKUP_KEEP,
  } = parsed.data;
  const dataFolder = resolve(UPGRADE_REVIEW_DATA);
  const inData = (path: string): string => (isAbsolute(path) ? path : join(dataFolder, path));
  return {
    dataFolder,
    databaseFile: inData("dashboard.db"),
    blobFolder: inData("blobs"),
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${PORT}`,
    agentUrl: AGENT_URL,
    agentTokenFile: AGENT_TOKEN_FILE === undefined ? inData("agent-token") : resolve(AGENT_TOKEN_FILE),
    proofMs: PROVE_AGAIN_MINUTES * 60_000,
    authSecret: AUTH_SECRET ?? null,
    backupFolder: inData(BACKUP_FOLDER),
    backupEveryHours: BACKUP_EVERY_HOURS === 0 ? null : BACKUP_EVERY_HOURS,
    backupKeep: BACKUP_KEEP,
  };
}
