import "server-only";
import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { type Digest, sha256Hex } from "@/lib/core/digest";
import { type Person, type Role, roleSchema } from "@/lib/core/people/person";
import { err, ok, type Result } from "@/lib/core/result";
import type { Invitation, InvitationStore } from "@/lib/server/db/invitations";
import { passwordSchema } from "./password";

const MINUTE_MS = 60_000;
/** The first administrator sits at the machine; everyone else gets the link by some other way. */
const FIRST_LINK_MS = 30 * MINUTE_MS;
const LINK_MS = 7 * 24 * 60 * MINUTE_MS;

const nameSchema = z.string().trim().min(1, "expected a name").max(200);
const emailSchema = z.email("expected an e-mail address").max(320);

export const invitationInputSchema = z.object({ name: nameSchema, email: emailSchema, roles: z.array(roleSchema).min(1, "expected at least one role") });
export type InvitationInput = z.infer<typeof invitationInputSchema>;

/** `email` is used only where the invitation names none. */
export const acceptInputSchema = z.object({ name: nameSchema, email: emailSchema.optional(), password: passwordSchema });
export type AcceptInput = z.infer<typeof acceptInputSchema>;

/** What a new person is shown before accepting. */
export type OpenInvitation = Pick<Invitation, "email" | "name" | "roles" | "expiresAt">;
export type InvitationLink = { readonly url: string; readonly expiresAt: number };
export type InvitationRefusal = { readonly code: "invitation-gone" | "email-taken" | "email-missing"; readonly message: string };

export type Invitations = {
  /** Makes a one-time link; it is shown once, since only the digest of its token is kept. */
  readonly create: (input: InvitationInput, invitedBy: string) => Promise<InvitationLink>;
  readonly find: (token: string) => Promise<OpenInvitation | undefined>;
  /** Uses the link up and creates the person. */
  readonly accept: (token: string, input: AcceptInput) => Promise<Result<Person, InvitationRefusal>>;
  /** While there are no people: a link for the first administrator. */
  readonly inviteFirst: () => Promise<InvitationLink | undefined>;
};

export type InvitationDeps = {
  readonly store: InvitationStore;
  readonly publicUrl: string;
  readonly now: () => number;
  /** better-auth's own unless a test has no time for it. */
  readonly hash?: (password: string) => Promise<string>;
};

/** One-time links by which people arrive. */
export function createInvitations({ store, publicUrl, now, hash = hashPassword }: InvitationDeps): Invitations {
  async function create(invitation: Pick<Invitation, "email" | "name" | "roles" | "invitedBy">, lifeMs: number): Promise<InvitationLink> {
    const token = randomBytes(32).toString("base64url");
    const createdAt = now();
    const expiresAt = createdAt + lifeMs;
    await store.create({ ...invitation, tokenHash: toTokenHash(token), createdAt, expiresAt });
    return { url: `${publicUrl}/invite/${token}`, expiresAt };
  }

  return {
    create: (input, invitedBy) => create({ ...invitationInputSchema.parse(input), invitedBy }, LINK_MS),
    inviteFirst: async () => {
      if (await store.hasPeople()) return undefined;
      const roles: readonly Role[] = ["administrator"];
      return create({ email: null, name: null, roles, invitedBy: null }, FIRST_LINK_MS);
    },
    find: async (token) => {
      const invitation = await store.find(toTokenHash(token), now());
      if (!invitation) return undefined;
      const { email, name, roles, expiresAt } = invitation;
      return { email, name, roles, expiresAt };
    },
    accept: async (token, input) => accept({ store, hash, now: now() }, toTokenHash(token), acceptInputSchema.parse(input)),
  };
}

type AcceptDeps = { readonly store: InvitationStore; readonly hash: (password: string) => Promise<string>; readonly now: number };

async function accept({ store, hash, now }: AcceptDeps, tokenHash: Digest, input: AcceptInput): Promise<Result<Person, InvitationRefusal>> {
  // Looked up first, so that made-up links cost no password hash; the claim decides.
  const invitation = await store.find(tokenHash, now);
  if (!invitation) return err(GONE);
  const email = invitation.email ?? input.email;
  if (email === undefined) return err({ code: "email-missing", message: "Give the e-mail address to sign in with." });
  const passwordHash = await hash(input.password);
  const claimed = await store.claim(tokenHash, now, { name: input.name, email, passwordHash });
  if (claimed === "gone") return err(GONE);
  if (claimed === "email-taken") return err({ code: "email-taken", message: `Somebody signs in with ${email} already.` });
  return ok(claimed);
}

const GONE: InvitationRefusal = { code: "invitation-gone", message: "This link was used or has expired. Ask an administrator for a new one." };

function toTokenHash(token: string): Digest {
  return sha256Hex(token);
}
