"use client";

import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { useInvite } from "@/lib/browser/queries/fleet";
import { INVITE_FORM, InviteForm } from "./invite-form";
import { InvitedLink } from "./invited-link";

/** Makes a one-time link for a new person, and shows it once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { mutate, isPending, refusal, data, variables } = useInvite();
  if (data && variables) return <InvitedLink name={variables.name} email={variables.email} invited={data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      description="You get a link that works once; send it to them in a way you trust."
      actions={
        <DialogButtons form={INVITE_FORM} onCancel={onClose} busy={isPending}>
          Make the link
        </DialogButtons>
      }
    >
      <InviteForm refusal={refusal} onSubmit={mutate} />
    </Dialog>
  );
}
