import "server-only";
import type { Digest } from "@/lib/core/digest";
import type { Clients } from "./clients";

export type PasswordReset = {
  readonly tokenHash: Digest;
  readonly personId: string;
  readonly madeBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};

export type PasswordResetStore = {
  /** Keeps a reset; earlier ones of the same person stop working. */
  readonly create: (reset: PasswordReset) => Promise<void>;
  /** Whose password it sets, as long as it can be used. */
  readonly find: (tokenHash: Digest, now: number) => Promise<{ readonly personId: string; readonly name: string; readonly expiresAt: number } | undefined>;
  /** Uses it up, sets the password and ends every session of the person, together or not at all. */
  readonly claim: (tokenHash: Digest, now: number, passwordHash: string) => Promise<"set" | "gone">;
};

export function createPasswordResetStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): PasswordResetStore {
  return {
    create: ({ createdAt, expiresAt, ...reset }) =>
      writeTransaction(async (tx) => {
        await tx.passwordReset.deleteMany({ where: { personId: reset.personId } });
        await tx.passwordReset.create({ data: { ...reset, createdAt: BigInt(createdAt), expiresAt: BigInt(expiresAt) } });
      }),
    find: async (tokenHash, now) => {
      const stored = await reader.passwordReset.findUnique({ where: { tokenHash }, include: { user: { select: { name: true } } } });
      if (!stored || stored.usedAt !== null || stored.expiresAt <= BigInt(now)) return undefined;
      return { personId: stored.personId, name: stored.user.name, expiresAt: Number(stored.expiresAt) };
    },
    claim: (tokenHash, now, password) =>
      writeTransaction(async (tx) => {
        const used = await tx.passwordReset.updateMany({ where: { tokenHash, usedAt: null, expiresAt: { gt: BigInt(now) } }, data: { usedAt: BigInt(now) } });
        const stored = used.count > 0 ? await tx.passwordReset.findUnique({ where: { tokenHash } }) : null;
        if (!stored) return "gone";
        await tx.account.updateMany({ where: { userId: stored.personId, providerId: "credential" }, data: { password } });
        await tx.session.deleteMany({ where: { userId: stored.personId } });
        return "set";
      }),
  };
}
