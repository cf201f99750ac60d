"use client";

import { useState } from "react";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useWithdrawInvitation } from "@/lib/browser/queries/fleet";

/** Takes an invitation back that nobody has used yet. */
export function WithdrawButton({ id, name }: { id: string; name: string }) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, refusal } = useWithdrawInvitation();
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Withdraw…<span className="vh"> the invitation of {name}</span>
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Withdraw the invitation of ${name}?`}
        description="The link stops working at once. You can invite them again."
        confirmLabel="Withdraw"
        busy={isPending}
        onConfirm={() => mutate(id, { onSuccess: () => setAsking(false) })}
      >
        <InlineRefusal refusal={refusal} />
      </ConfirmDialog>
    </>
  );
}
