"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { healthSchema } from "@/lib/contract/agent-api";
import { refusalSchema } from "@/lib/contract/dashboard-api";
import { roleSchema } from "@/lib/core/people/person";
import { load } from "../send";

/** `GET /api/invitations/{token}`: what an open invitation says; the first administrator's names nobody yet. */
export const invitationSchema = z.object({ email: z.string().nullable(), name: z.string().nullable(), roles: z.array(roleSchema), expiresAt: z.int() });
export type Invitation = z.infer<typeof invitationSchema>;

/** `GET /api/agent`: the agent as it answers now; null when it does not. */
const agentSchema = z.object({ agent: healthSchema.nullable(), problem: z.string().nullable(), apps: z.int().nullable() });
export type AgentState = z.infer<typeof agentSchema>;

/** The agent, asked again when it comes and goes. */
export function useAgent() {
  return useQuery({ queryKey: ["apps", "agent"], queryFn: ({ signal }) => load(agentSchema, "/api/agent", signal) });
}

/** What better-auth answered: done, or a sentence saying what to do. */
export type AuthAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: "wrong" | "too-often" | "failed" | "unreachable"; readonly message: string };

type AuthPath = "sign-in/email" | "sign-in/passkey" | "change-password" | "revoke-sessions";

/** What went wrong in plain words, for the one field it is about. */
const WRONG: Record<AuthPath, string> = {
  "sign-in/email": "E-mail or password is wrong.",
  "sign-in/passkey": "The passkey is not known here, or it could not be verified.",
  "change-password": "The current password is wrong.",
  "revoke-sessions": "The sessions could not be ended.",
};

/** Asks better-auth for something and puts its answer into plain words. */
export async function askAuth(path: AuthPath, body: unknown): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(
    () => null,
  );
  if (response === null) return { ok: false, code: "unreachable", message: "The dashboard did not answer. Try again." };
  if (response.ok) return { ok: true };
  if (response.status === 429) return { ok: false, code: "too-often", message: describeWait(Number(response.headers.get("x-retry-after"))) };
  if (response.status === 401 && !path.startsWith("sign-in/"))
    return { ok: false, code: "failed", message: "Your session has ended. Sign in again; nothing was changed." };
  if (response.status === 400 || response.status === 401) return { ok: false, code: "wrong", message: WRONG[path] };
  const refusal = refusalSchema.safeParse(response.status === 503 ? await response.json().catch(() => null) : null);
  if (refusal.success) return { ok: false, code: "failed", message: refusal.data.message };
  return { ok: false, code: "failed", message: `The dashboard could not do that (${response.status}). Nothing was changed.` };
}

/** The same as a mutation, for pages that have a query client. */
export function useAuth(path: AuthPath) {
  const { mutate, data, isPending, reset } = useMutation({ mutationFn: (body: unknown) => askAuth(path, body) });
  return { send: mutate, answer: data ?? null, busy: isPending, reset };
}

function describeWait(seconds: number): string {
  const wait = Number.isFinite(seconds) && seconds > 0 ? `${Math.ceil(seconds)} seconds` : "a minute";
  return `Too many tries in a row, by you or somebody else here. Wait ${wait}, then try again.`;
}
