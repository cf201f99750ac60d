"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Note } from "@/components/ui/note";
import { useAuth } from "@/lib/browser/queries/account";

/** Ends every session of mine, this one too. */
export function SignOutEverywhere() {
  const [isAsking, setAsking] = useState(false);
  const { send, answer, busy } = useAuth("revoke-sessions");
  const signOut = () => {
    send({}, { onSuccess: (given) => (given.ok ? window.location.assign("/sign-in") : setAsking(false)) });
  };
  return (
    <div className="grid gap-2">
      <p className="small q2">A session ends by itself after eight hours. If a device was lost, end all of them now.</p>
      {answer?.ok === false && (
        <div role="alert">
          <Note status="failed">{answer.message}</Note>
        </div>
      )}
      <div>
        <Button onClick={() => setAsking(true)}>Sign out everywhere…</Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Sign out everywhere?"
        description="Every session of yours ends, this one too. What runs goes on."
        confirmLabel="Sign out everywhere"
        busy={busy}
        onConfirm={signOut}
      />
    </div>
  );
}
