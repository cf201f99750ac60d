import "server-only";
import { z } from "zod";
import type { Clients } from "./clients";
import type { Passkey as StoredPasskey } from "./generated/client";

const transportsSchema = z.array(z.string());

/** A passkey as its person registered it; the private key never leaves their device. */
export type Passkey = {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** What the device counted at its last use; 0 for those that do not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};

/** A question that a passkey answers, once and for a few minutes. */
export type PasskeyChallenge = {
  readonly id: string;
  readonly challenge: string;
  readonly purpose: "register" | "sign-in" | "prove";
  /** Null while nobody is signed in. */
  readonly personId: string | null;
  readonly expiresAt: number;
};

export type PasskeyStore = {
  readonly list: (personId: string) => Promise<readonly Passkey[]>;
  readonly find: (passkeyId: string) => Promise<Passkey | undefined>;
  readonly add: (passkey: Passkey) => Promise<"added" | "taken">;
  /** Whether the person has such a passkey. */
  readonly rename: (personId: string, passkeyId: string, name: string) => Promise<boolean>;
  readonly remove: (personId: string, passkeyId: string) => Promise<boolean>;
  /** Stores the device's new count; false when another use was first, so that one answer counts once. */
  readonly recordUse: (passkey: Pick<Passkey, "id" | "counter" | "lastUsedAt">, counter: number, at: number) => Promise<boolean>;
  /** Keeps a challenge and throws away those that have expired. */
  readonly ask: (challenge: PasskeyChallenge, now: number) => Promise<void>;
  /** The challenge, taken out: nobody gets it a second time. Undefined when it is gone or has expired. */
  readonly take: (challengeId: string, now: number) => Promise<PasskeyChallenge | undefined>;
};

const purposeSchema = z.enum(["register", "sign-in", "prove"]);

/** The passkeys and their open challenges in the database. */
export function createPasskeyStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): PasskeyStore {
  return {
    list: async (personId) => (await reader.passkey.findMany({ where: { personId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toPasskey),
    find: async (id) => {
      const stored = await reader.passkey.findUnique({ where: { id } });
      return stored ? toPasskey(stored) : undefined;
    },
    add: ({ transports, counter, createdAt, lastUsedAt, ...rest }) =>
      writeTransaction(async (tx) => {
        if (await tx.passkey.findUnique({ where: { id: rest.id }, select: { id: true } })) return "taken";
        const moments = { createdAt: BigInt(createdAt), lastUsedAt: lastUsedAt === null ? null : BigInt(lastUsedAt) };
        await tx.passkey.create({ data: { ...rest, ...moments, counter: BigInt(counter), transports: JSON.stringify(transports) } });
        return "added";
      }),
    rename: (personId, id, name) => writeTransaction(async (tx) => (await tx.passkey.updateMany({ where: { id, personId }, data: { name } })).count > 0),
    remove: (personId, id) => writeTransaction(async (tx) => (await tx.passkey.deleteMany({ where: { id, personId } })).count > 0),
    recordUse: ({ id, counter: known, lastUsedAt }, counter, at) =>
      writeTransaction(async (tx) => {
        const unused = { id, counter: BigInt(known), lastUsedAt: lastUsedAt === null ? null : BigInt(lastUsedAt) };
        const used = await tx.passkey.updateMany({ where: unused, data: { counter: BigInt(counter), lastUsedAt: BigInt(at) } });
        return used.count > 0;
      }),
    ask: ({ expiresAt, ...challenge }, now) =>
      writeTransaction(async (tx) => {
        await tx.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: BigInt(now) } } });
        await tx.passkeyChallenge.create({ data: { ...challenge, expiresAt: BigInt(expiresAt) } });
      }),
    take: (id, now) =>
      writeTransaction(async (tx) => {
        const stored = await tx.passkeyChallenge.findUnique({ where: { id } });
        if (!stored) return undefined;
        await tx.passkeyChallenge.delete({ where: { id } });
        if (stored.expiresAt <= BigInt(now)) return undefined;
        return { ...stored, purpose: purposeSchema.parse(stored.purpose), expiresAt: Number(stored.expiresAt) };
      }),
  };
}

function toPasskey({ publicKey, counter, transports, createdAt, lastUsedAt, ...rest }: StoredPasskey): Passkey {
  return {
    ...rest,
    publicKey: new Uint8Array(publicKey),
    counter: Number(counter),
    transports: transportsSchema.parse(JSON.parse(transports)),
    createdAt: Number(createdAt),
    lastUsedAt: lastUsedAt === null ? null : Number(lastUsedAt),
  };
}
