"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Backups, backupsSchema } from "@/lib/core/backup";
import { load, RefusalError, send } from "../send";

/** Every backup, kept fresh by live events. */
export function useBackups(initial: Backups) {
  return useQuery({
    queryKey: ["backups"],
    queryFn: ({ signal }) => load(backupsSchema, "/api/backups", signal),
    initialData: initial,
    initialDataUpdatedAt: 0,
  });
}

/** Makes a backup now; done when it is verified. */
export function useMakeBackup() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async () => {
      const result = await send(backupsSchema, "/api/backups", { body: {} });
      if (!result.ok) throw new RefusalError(result.error);
      client.setQueryData(["backups"], result.value);
    },
  });
  return { make: () => mutation.mutate(), busy: mutation.isPending, refusal: mutation.error instanceof RefusalError ? mutation.error.refusal : null };
}
