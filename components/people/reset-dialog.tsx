"use client";

import { InlineRefusal } from "@/components/step/inline-refusal";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMakePasswordReset } from "@/lib/browser/queries/fleet";
import type { Person } from "@/lib/core/people/person";
import { InvitedLink } from "./invited-link";

/** Makes a link by which a person sets a new password, and shows it once. */
export function ResetDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { mutate, data, isPending, refusal } = useMakePasswordReset();
  if (data) return <InvitedLink name={person.name} email={person.email} invited={data} onClose={onClose} />;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Reset the password of ${person.name}?`}
      description="You get a one-time link for them, good for a day. Their password works until they use it; then every session of theirs ends."
      confirmLabel="Make the link"
      busy={isPending}
      onConfirm={() => mutate(person.id)}
    >
      <InlineRefusal refusal={refusal} />
    </ConfirmDialog>
  );
}
