import "server-only";
import type { Digest } from "@/lib/core/digest";
import type { Person, Role } from "@/lib/core/people/person";
import type { Clients, Tx } from "./clients";
import type { Invitation as StoredInvitation } from "./generated/client";
import { insertPerson } from "./insert-person";
import { formatRoles, parseRoles } from "./people";

/** A one-time link that lets a person in, without the link's token. */
export type Invitation = {
  readonly tokenHash: Digest;
  /** Null when the person is to give it. */
  readonly email: string | null;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Null for the link of the first start, which works only while there are no people. */
  readonly invitedBy: string | null;
};

export type Claim = { readonly name: string; readonly email: string; readonly passwordHash: string };

export type InvitationStore = {
  readonly create: (invitation: Invitation) => Promise<void>;
  /** The invitation, as long as it can be used. */
  readonly find: (tokenHash: Digest, now: number) => Promise<Invitation | undefined>;
  /** Every invitation by a person that can still be used, the next to expire first. */
  readonly listOpen: (now: number) => Promise<readonly Invitation[]>;
  /** Takes an unused invitation away; whether there was one. */
  readonly withdraw: (tokenHash: Digest) => Promise<boolean>;
  /** Uses the invitation up and creates its person, together or not at all. */
  readonly claim: (tokenHash: Digest, now: number, claim: Claim) => Promise<Person | "gone" | "email-taken">;
  /** Adds a person without an invitation, for the command line. */
  readonly addPerson: (claim: Claim, roles: readonly Role[]) => Promise<Person | "email-taken">;
  readonly hasPeople: () => Promise<boolean>;
};

/** The invitations in the database. */
export function createInvitationStore({ reader, writeTransaction }: Pick<Clients, "reader" | "writeTransaction">): InvitationStore {
  return {
    create: async ({ roles, createdAt, expiresAt, ...invitation }) => {
      const row = { ...invitation, roles: formatRoles(roles), createdAt: BigInt(createdAt), expiresAt: BigInt(expiresAt) };
      await writeTransaction((tx) => tx.invitation.create({ data: row }));
    },
    find: (tokenHash, now) => findOpen(reader, tokenHash, now),
    listOpen: async (now) => {
      const open = { usedAt: null, expiresAt: { gt: BigInt(now) }, invitedBy: { not: null } };
      return (await reader.invitation.findMany({ where: open, orderBy: { expiresAt: "asc" } })).map(toInvitation);
    },
    withdraw: (tokenHash) => writeTransaction(async (tx) => (await tx.invitation.deleteMany({ where: { tokenHash, usedAt: null } })).count > 0),
    claim: (tokenHash, now, claim) =>
      writeTransaction(async (tx) => {
        const invitation = await findOpen(tx, tokenHash, now);
        if (!invitation) return "gone";
        const person = await insertPerson(tx, { ...claim, email: invitation.email ?? claim.email, roles: invitation.roles });
        if (!person) return "email-taken";
        await tx.invitation.update({ where: { tokenHash }, data: { usedAt: BigInt(now) } });
        return person;
      }),
    addPerson: (claim, roles) => writeTransaction(async (tx) => (await insertPerson(tx, { ...claim, roles })) ?? "email-taken"),
    hasPeople: async () => (await reader.user.findFirst({ select: { id: true } })) !== null,
  };
}

async function findOpen(db: Tx, tokenHash: Digest, now: number): Promise<Invitation | undefined> {
  const stored = await db.invitation.findUnique({ where: { tokenHash } });
  if (!stored || stored.usedAt !== null || stored.expiresAt <= BigInt(now)) return undefined;
  if (stored.invitedBy === null && (await db.user.findFirst({ select: { id: true } }))) return undefined;
  return toInvitation(stored);
}

function toInvitation({ roles, createdAt, expiresAt, tokenHash, email, name, invitedBy }: StoredInvitation): Invitation {
  return { tokenHash, email, name, invitedBy, roles: parseRoles(roles), createdAt: Number(createdAt), expiresAt: Number(expiresAt) };
}
