"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { whyNoPasskeys } from "@/lib/browser/passkeys";
import { signInWithPasskey } from "@/lib/browser/queries/passkeys";

/** Signing in without typing anything, where the browser can. */
export function PasskeySignIn({ next }: { next: string }) {
  const isHydrated = useIsHydrated();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!isHydrated || whyNoPasskeys() !== undefined) return null;
  const signIn = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await signInWithPasskey();
    if (answer.ok) return window.location.assign(next);
    setProblem(answer.message);
    setBusy(false);
  };
  return (
    <>
      <Button size="lg" block busy={busy} onClick={() => void signIn()}>
        Sign in with a passkey
      </Button>
      {problem !== null && (
        <div role="alert">
          <Note status="failed">{problem}</Note>
        </div>
      )}
    </>
  );
}
