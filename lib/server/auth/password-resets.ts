import "server-only";
import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { sha256Hex } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";
import type { PasswordResetStore } from "@/lib/server/db/password-resets";
import { passwordSchema } from "./password";

const LINK_MS = 24 * 60 * 60_000;

export type PasswordResets = {
  /** Makes a one-time link; it is shown once, since only the digest of its token is kept. */
  readonly create: (personId: string, madeBy: string) => Promise<{ readonly url: string; readonly expiresAt: number }>;
  readonly find: (token: string) => Promise<{ readonly name: string; readonly expiresAt: number } | undefined>;
  readonly use: (token: string, password: string) => Promise<Result<object, Refusal>>;
};

export type PasswordResetsDeps = { readonly store: PasswordResetStore; readonly publicUrl: string; readonly now: () => number };

/** One-time links by which a person who has lost their password sets a new one. */
export function createPasswordResets({ store, publicUrl, now }: PasswordResetsDeps): PasswordResets {
  return {
    create: async (personId, madeBy) => {
      const token = randomBytes(32).toString("base64url");
      const createdAt = now();
      const expiresAt = createdAt + LINK_MS;
      await store.create({ tokenHash: sha256Hex(token), personId, madeBy, createdAt, expiresAt });
      return { url: `${publicUrl}/reset/${token}`, expiresAt };
    },
    find: async (token) => {
      const found = await store.find(sha256Hex(token), now());
      return found && { name: found.name, expiresAt: found.expiresAt };
    },
    use: async (token, password) => {
      const tokenHash = sha256Hex(token);
      // Looked up first, so that made-up links cost no password hash; the claim decides.
      const isOpen = (await store.find(tokenHash, now())) !== undefined;
      const passwordHash = isOpen ? await hashPassword(passwordSchema.parse(password)) : "";
      const claimed = isOpen ? await store.claim(tokenHash, now(), passwordHash) : "gone";
      return claimed === "set" ? ok({}) : refuse("not-found", "This link was used or has expired. Ask an administrator for a new one.");
    },
  };
}
