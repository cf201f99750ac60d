import "server-only";
import { randomUUID } from "node:crypto";
import type { Clients } from "./clients";

export type RateLimits = {
  /** Counts one try; how long to wait when there were too many, 0 when it may go on. Survives a restart. */
  readonly hit: (key: string, limit: { readonly max: number; readonly windowMs: number }, now: number) => Promise<number>;
};

/** Tries by key in a fixed window, in the table that the sign-in library counts in too. */
export function createRateLimits({ writeTransaction }: Pick<Clients, "writeTransaction">): RateLimits {
  return {
    hit: (name, { max, windowMs }, now) =>
      writeTransaction(async (tx) => {
        const key = `dashboard:${name}`;
        const known = await tx.rateLimit.findUnique({ where: { key } });
        const startedAt = Number(known?.lastRequest ?? 0);
        if (!known || now - startedAt >= windowMs || startedAt > now) {
          const fresh = { count: 1, lastRequest: BigInt(now) };
          await tx.rateLimit.upsert({ where: { key }, create: { id: randomUUID(), key, ...fresh }, update: fresh });
          return 0;
        }
        if (known.count >= max) return startedAt + windowMs - now;
        await tx.rateLimit.update({ where: { key }, data: { count: known.count + 1 } });
        return 0;
      }),
  };
}
