import { z } from "zod";

const countSchema = z
  .string()
  .regex(/^\d{1,15}$/, "expected a whole number")
  .transform(Number);

/** Bytes sent at most in one answer. */
export const CHUNK_LIMIT_BYTES = 1024 * 1024;
/** How long an answer is held back at most while there is nothing new. */
export const WAIT_LIMIT_MS = 20_000;

const waitSchema = countSchema.transform((wait) => Math.min(wait, WAIT_LIMIT_MS)).default(0);
const offsetSchema = countSchema.default(0);
const limitSchema = countSchema.transform((limit) => Math.min(Math.max(limit, 1), CHUNK_LIMIT_BYTES)).default(CHUNK_LIMIT_BYTES);

/** Which bytes of a growing file, and how long to wait for them. */
export const rangeQuerySchema = z.object({ offset: offsetSchema, limit: limitSchema, waitMs: waitSchema });
export const eventsQuerySchema = z.object({ after: offsetSchema, waitMs: waitSchema });
export const checkoutQuerySchema = z.object({
  package: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, "expected a package name")
    .default("sigra"),
});
