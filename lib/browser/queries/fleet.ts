"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { appsSchema, candidatesSchema, fleetSchema, invitedSchema, type newAppSchema, peopleSchema, startedUpgradeSchema } from "@/lib/contract/dashboard-api";
import { z } from "zod";
import { load, RefusalError, send } from "../send";

type Fleet = z.infer<typeof fleetSchema>;
type People = z.infer<typeof peopleSchema>;

/** Every app with its upgrade, kept fresh by live events. */
export function useFleet(initial: Fleet) {
  return useQuery({ queryKey: ["fleet"], queryFn: ({ signal }) => load(fleetSchema, "/api/fleet", signal), initialData: initial, initialDataUpdatedAt: 0 });
}

/** Every app with its checkout as the agent sees it now. */
export function useApps() {
  return useQuery({ queryKey: ["apps"], queryFn: ({ signal }) => load(appsSchema, "/api/apps", signal) });
}

/** Checkouts the agent finds under its roots. */
export function useCandidates(enabled: boolean) {
  return useQuery({ queryKey: ["candidates"], queryFn: ({ signal }) => load(candidatesSchema, "/api/candidates", signal), enabled });
}

export function usePeople(initial: People) {
  return useQuery({ queryKey: ["people"], queryFn: ({ signal }) => load(peopleSchema, "/api/people", signal), initialData: initial, initialDataUpdatedAt: 0 });
}

/** Starts an upgrade of an app; resolves to its id. */
export function useStartUpgrade() {
  return useRefusable((input: { readonly appId: string; readonly laneId: string }) => send(startedUpgradeSchema, "/api/upgrades", { body: input }));
}

export function useAddApp() {
  return useRefusable((input: z.infer<typeof newAppSchema>) => send(z.object({ id: z.string() }), "/api/apps", { body: input }));
}

/** Invites a person; resolves to the one-time link. */
export function useInvite() {
  return useRefusable((input: { readonly email: string; readonly name: string; readonly roles: readonly string[] }) =>
    send(invitedSchema, "/api/invitations", { body: input }),
  );
}

export function useSetRoles() {
  return useRefusable(({ personId, roles }: { readonly personId: string; readonly roles: readonly string[] }) =>
    send(z.object({}), `/api/people/${personId}/roles`, { body: { roles } }),
  );
}

/** Makes an open invitation's link useless. */
export function useWithdrawInvitation() {
  return useRefusable((id: string) => send(z.object({}), "/api/invitations/withdraw", { body: { id } }));
}

/** Makes a one-time link by which a person sets a new password. */
export function useMakePasswordReset() {
  return useRefusable((personId: string) => send(invitedSchema, `/api/people/${personId}/password-reset`, { body: {} }));
}

function useRefusable<Input, Value>(request: (input: Input) => ReturnType<typeof send<z.ZodType<Value>>>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (input: Input) => {
      const result = await request(input);
      if (!result.ok) throw new RefusalError(result.error);
      return result.value;
    },
    onSettled: () => client.invalidateQueries(),
  });
  return { ...mutation, refusal: mutation.error instanceof RefusalError ? mutation.error.refusal : null };
}
