"use client";

import { useState } from "react";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { whyNoPasskeys } from "@/lib/browser/passkeys";
import { usePasskeys } from "@/lib/browser/queries/passkeys";
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from "./passkey-dialogs";

type Shown = { readonly dialog: "add" } | { readonly dialog: "rename" | "remove"; readonly id: string; readonly name: string };

/** My passkeys: to sign in, and to prove that it is me before I sign something off. */
export function PasskeysBox() {
  const { data, isPending, isError, refetch } = usePasskeys();
  const [shown, setShown] = useState<Shown | null>(null);
  const isHydrated = useIsHydrated();
  const close = () => setShown(null);
  return (
    <Box title="Passkeys" padded>
      <div className="grid gap-3">
        <p className="small q2">
          A passkey lets you sign in and confirm sign-offs with your device's fingerprint, face or PIN. The password always works beside it.
        </p>
        {isPending && <Skeleton label="Reading your passkeys" />}
        {isError && (
          <Note status="failed">
            Your passkeys could not be read. <Button onClick={() => void refetch()}>Try again</Button>
          </Note>
        )}
        <ul className="grid gap-2">
          {data?.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <span className="grid min-w-0 flex-1 basis-40">
                <span className="semi [overflow-wrap:anywhere]">{name}</span>
                <span className="small q">
                  made <Time at={createdAt} />
                  {lastUsedAt === null ? ", never used" : ", last used "}
                  {lastUsedAt !== null && <Time at={lastUsedAt} />}
                </span>
              </span>
              <Button size="sm" onClick={() => setShown({ dialog: "rename", id, name })}>
                Rename…<span className="vh"> {name}</span>
              </Button>
              <Button size="sm" onClick={() => setShown({ dialog: "remove", id, name })}>
                Remove…<span className="vh"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={() => setShown({ dialog: "add" })} disabledReason={isHydrated && whyNoPasskeys()}>
            Add a passkey…
          </Button>
        </div>
      </div>
      {shown?.dialog === "add" && <AddPasskeyDialog onClose={close} />}
      {shown?.dialog === "rename" && <RenamePasskeyDialog id={shown.id} name={shown.name} onClose={close} />}
      {shown?.dialog === "remove" && <RemovePasskeyDialog id={shown.id} name={shown.name} onClose={close} />}
    </Box>
  );
}
