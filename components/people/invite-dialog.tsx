"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
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
        <>
          <Button variant="quiet" keys="Escape" onClick={onClose}>
            Cancel
          </Button>
          <span className="grow" />
          <Button type="submit" form={INVITE_FORM} variant="primary" busy={isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <InviteForm refusal={refusal} onSubmit={mutate} />
    </Dialog>
  );
}
