import { z } from "zod";

/** Binary in the browser's own JSON form of a credential. */
const bytesSchema = z
  .string()
  .min(1)
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/, "expected base64url");
const credentialIdSchema = z
  .string()
  .min(1)
  .max(1_400)
  .regex(/^[A-Za-z0-9_-]+$/, "expected base64url");
const transportSchema = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);
const extensionsSchema = z.object({}).catch({}).default({});

/** A new passkey as `navigator.credentials.create` gives it; what is not needed is dropped. */
export const registrationResponseSchema = z.object({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal("public-key"),
  clientExtensionResults: extensionsSchema,
  response: z.object({
    clientDataJSON: bytesSchema,
    attestationObject: bytesSchema,
    transports: z
      .array(z.string().max(32))
      .max(16)
      .default([])
      .transform((given) => transportSchema.options.filter((known) => given.includes(known))),
  }),
});

/** A passkey's answer as `navigator.credentials.get` gives it. */
const authenticationResponseSchema = z.object({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal("public-key"),
  clientExtensionResults: extensionsSchema,
  response: z.object({ clientDataJSON: bytesSchema, authenticatorData: bytesSchema, signature: bytesSchema }),
});

const challengeIdSchema = z.string().min(1).max(64);
const passkeyNameSchema = z.string().trim().min(1, "expected a name").max(80);

/** `POST /api/auth/sign-in/passkey` */
export const usePasskeySchema = z.strictObject({ challengeId: challengeIdSchema, response: authenticationResponseSchema });

/** `POST /api/account/proof`: with the password or with a passkey. */
export const proofSchema = z.union([z.strictObject({ password: z.string().min(1).max(200) }), usePasskeySchema]);

/** `POST /api/account/passkeys` */
export const registerPasskeySchema = z.strictObject({ challengeId: challengeIdSchema, name: passkeyNameSchema, response: registrationResponseSchema });
/** `POST /api/account/passkeys/{id}` */
export const renamePasskeySchema = z.strictObject({ name: passkeyNameSchema });

/** `GET /api/account/passkeys` */
export const passkeysSchema = z.object({
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.int(), lastUsedAt: z.int().nullable() })),
});

/** What a browser is to do, in the browser's own form; checked by the browser itself. */
export const askedSchema = z.object({ challengeId: z.string(), options: z.looseObject({ challenge: z.string() }) });

/** `GET /api/password-resets/{token}` and `POST /api/password-resets` */
export const passwordResetSchema = z.object({ name: z.string(), expiresAt: z.int() });
export const resetPasswordSchema = z.strictObject({
  token: z.string().min(20).max(200),
  password: z.string().min(12, "at least 12 characters").max(128, "at most 128 characters"),
});
