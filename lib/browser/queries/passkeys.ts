"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { askedSchema, passkeysSchema } from "@/lib/contract/account-api";
import { err, type Result } from "@/lib/core/result";
import { answerWithPasskey, makePasskey } from "../passkeys";
import { type BrowserRefusal, load, RefusalError, send } from "../send";
import { askAuth, type AuthAnswer } from "./account";

const KEY = ["account", "passkeys"];
const PATH = "/api/account/passkeys";

export function usePasskeys() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => load(passkeysSchema, PATH, signal) });
}

/** Makes a passkey on this device and keeps it. */
export function useAddPasskey() {
  return useAccountWrite(async (name: string) => {
    const asked = await send(askedSchema, `${PATH}/options`, { body: {} });
    if (!asked.ok) return asked;
    const made = await makePasskey(asked.value.options);
    if (!made.ok) return err(toRefusal(made.error));
    return send(z.object({}), PATH, { body: { challengeId: asked.value.challengeId, name, response: made.value } });
  });
}

export function useRenamePasskey() {
  return useAccountWrite(({ id, name }: { readonly id: string; readonly name: string }) => send(z.object({}), `${PATH}/${id}`, { body: { name } }));
}

export function useRemovePasskey() {
  return useAccountWrite((id: string) => send(z.object({}), `${PATH}/${id}/remove`, { body: {} }));
}

export type GivenProof = { readonly password: string } | "passkey";

/** Proves again who I am. */
export async function prove(proof: GivenProof): Promise<Result<object, BrowserRefusal>> {
  const path = "/api/account/proof";
  if (proof !== "passkey") return send(z.object({}), path, { body: proof });
  const asked = await send(askedSchema, `${path}/options`, { body: {} });
  if (!asked.ok) return asked;
  const answered = await answerWithPasskey(asked.value.options);
  if (!answered.ok) return err(toRefusal(answered.error));
  return send(z.object({}), path, { body: { challengeId: asked.value.challengeId, response: answered.value } });
}

/** Signs in with whichever passkey the person picks. */
export async function signInWithPasskey(): Promise<AuthAnswer> {
  const asked = await send(askedSchema, "/api/auth/sign-in/passkey-options", { body: {} });
  if (!asked.ok) return { ok: false, code: "failed", message: asked.error.message };
  const answered = await answerWithPasskey(asked.value.options);
  if (!answered.ok) return { ok: false, code: "failed", message: answered.error };
  return askAuth("sign-in/passkey", { challengeId: asked.value.challengeId, response: answered.value });
}

function toRefusal(message: string): BrowserRefusal {
  return { code: "proof-wrong", message, details: [] };
}

function useAccountWrite<Input>(write: (input: Input) => Promise<Result<object, BrowserRefusal>>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      const result = await write(input);
      if (!result.ok) throw new RefusalError(result.error);
      return result.value;
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return { ...mutation, refusal: mutation.error instanceof RefusalError ? mutation.error.refusal : null };
}
