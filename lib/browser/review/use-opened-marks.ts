"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useMemo } from "react";
import { sendOpened, useOpened } from "../queries/snapshot";
import { createOpenedStore, type OpenedAt, type OpenedStore } from "./opened-store";

/** Which hunks of an upgrade I have opened: the same object as long as it is that upgrade. */
export function useOpenedMarks(upgradeId: string): OpenedStore {
  const client = useQueryClient();
  const { data, isError } = useOpened(upgradeId);

  const store = useMemo(
    () =>
      createOpenedStore({
        send: (body) => sendOpened(upgradeId, body),
        async keep(keys, said) {
          const queryKey = ["opened", upgradeId];
          const before = client.getQueryData<OpenedAt>(queryKey);
          if (before === undefined) await client.invalidateQueries({ queryKey });
          else {
            await client.cancelQueries({ queryKey });
            client.setQueryData(queryKey, new Map([...[...before].filter(([key]) => !keys.has(key)), ...said]));
          }
          return client.getQueryData<OpenedAt>(queryKey) ?? said;
        },
      }),
    [client, upgradeId],
  );

  // Before anything is painted, so that what is known is never shown as not opened.
  useLayoutEffect(() => store.learn(data, isError), [store, data, isError]);
  useEffect(() => () => store.flush(), [store]);
  return store;
}
