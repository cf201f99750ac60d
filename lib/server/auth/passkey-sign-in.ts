import "server-only";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { usePasskeySchema } from "@/lib/contract/account-api";
import type { Passkeys } from "./passkeys";

/** Two doors of the sign-in library for passkeys: what to sign, and signing in with the answer. */
export function passkeySignIn(passkeys: Pick<Passkeys, "askUse" | "use">): BetterAuthPlugin {
  return {
    id: "passkey-sign-in",
    endpoints: {
      askPasskeySignIn: createAuthEndpoint("/sign-in/passkey-options", { method: "POST" }, async (ctx) => ctx.json(await passkeys.askUse("sign-in", null))),
      passkeySignIn: createAuthEndpoint("/sign-in/passkey", { method: "POST", body: usePasskeySchema }, async (ctx) => {
        const { challengeId, response } = ctx.body;
        const used = await passkeys.use("sign-in", null, challengeId, response);
        const user = used.ok ? await ctx.context.internalAdapter.findUserById(used.value) : null;
        if (!user) throw new APIError("UNAUTHORIZED", { message: used.ok ? "The passkey belongs to nobody here." : used.error.message });
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      }),
    },
  };
}
