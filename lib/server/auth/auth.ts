import "server-only";
import { betterAuth } from "better-auth/minimal";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Clients } from "@/lib/server/db/clients";
import { listOwnOrigins } from "@/lib/server/http/own-origins";
import type { Passkeys } from "./passkeys";
import { passkeySignIn } from "./passkey-sign-in";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./password";

const SESSION_SECONDS = 8 * 60 * 60;
const BASE_PATH = "/api/auth";

/** Everything of better-auth that is reachable; sign-up is not. */
const OPEN_PATHS: ReadonlySet<string> = new Set([
  "/sign-in/email",
  "/sign-in/passkey",
  "/sign-in/passkey-options",
  "/sign-out",
  "/get-session",
  "/change-password",
  "/revoke-sessions",
]);

export type AuthOptions = {
  readonly clients: Pick<Clients, "writer">;
  readonly secret: string;
  /** The address people use, without a path. */
  readonly publicUrl: string;
  readonly passkeys: Pick<Passkeys, "askUse" | "use">;
  /** Told what went wrong inside better-auth; the console by default. */
  readonly logError?: (message: string) => void;
};

export type Auth = ReturnType<typeof createAuth>;

/**
 * Sign-in with e-mail and password. Sessions are rows that end after a working day and are read anew with
 * every request, so that taking one away works at once. People arrive by invitation only.
 */
export function createAuth({ clients, secret, publicUrl, passkeys, logError = console.error }: AuthOptions) {
  const auth = betterAuth({
    appName: "Upgrade Review",
    baseURL: publicUrl,
    basePath: BASE_PATH,
    secret,
    trustedOrigins: [...listOwnOrigins(publicUrl)],
    plugins: [passkeySignIn(passkeys)],
    database: prismaAdapter(clients.writer, { provider: "sqlite", transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: { additionalFields: { roles: { type: "string", required: true, defaultValue: "[]", input: false } } },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        "/sign-in/email": { window: 60, max: 30 },
        "/sign-in/passkey": { window: 60, max: 30 },
        "/sign-in/passkey-options": { window: 60, max: 60 },
        "/change-password": { window: 60, max: 10 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: toCookiePrefix(publicUrl),
      defaultCookieAttributes: { sameSite: "strict", httpOnly: true, path: "/" },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      // Forwarded addresses can be made up by anyone who reaches the port, so all share one limit.
      ipAddress: { ipAddressHeaders: [] },
    },
    telemetry: { enabled: false },
    // Without a level of its own, or better-auth also writes to the console by itself.
    logger: { log: (level, message) => (level === "error" ? logError(message) : undefined) },
  });
  const handler = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.slice(BASE_PATH.length);
    return OPEN_PATHS.has(path) ? auth.handler(request) : new Response("Not found", { status: 404 });
  };
  return { handler, api: { getSession: auth.api.getSession, signOut: auth.api.signOut } };
}

/** Browsers share cookies between the ports of a host; two dashboards on one machine must not. */
function toCookiePrefix(publicUrl: string): string {
  const { port } = new URL(publicUrl);
  return port ? `upgrade-review-${port}` : "upgrade-review";
}
