import "server-only";
import type { Clients } from "./clients";

/** What somebody proves with that it is still them. */
export type ProofStore = {
  /** When the person behind a session last proved who they are after signing in; undefined when never. */
  readonly find: (sessionId: string) => Promise<number | undefined>;
  readonly record: (sessionId: string, at: number) => Promise<void>;
  /** The hash of a person's password. */
  readonly findPasswordHash: (personId: string) => Promise<string | undefined>;
};

export function createProofStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): ProofStore {
  return {
    find: async (sessionId) => {
      const stored = await reader.sessionProof.findUnique({ where: { sessionId } });
      return stored ? Number(stored.at) : undefined;
    },
    record: (sessionId, at) =>
      writeTransaction(async (tx) => {
        await tx.sessionProof.upsert({ where: { sessionId }, create: { sessionId, at: BigInt(at) }, update: { at: BigInt(at) } });
      }),
    findPasswordHash: async (userId) => {
      const account = await reader.account.findFirst({ where: { userId, providerId: "credential" }, select: { password: true } });
      return account?.password ?? undefined;
    },
  };
}
