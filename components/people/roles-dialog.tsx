"use client";

import { type FormEvent, useState } from "react";
import { InlineRefusal } from "@/components/step/inline-refusal";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { useSetRoles } from "@/lib/browser/queries/fleet";
import type { Person } from "@/lib/core/people/person";
import { RoleChoice } from "./role-choice";

const FORM = "roles";

/** Gives a person exactly the roles that are ticked. */
export function RolesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [roles, setRoles] = useState(person.roles);
  const { mutate, isPending, refusal } = useSetRoles();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ personId: person.id, roles }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Roles of ${person.name}`}
      description="Changes hold from the next request on. What was signed before stays signed."
      actions={
        <DialogButtons form={FORM} onCancel={onClose} busy={isPending}>
          Save the roles
        </DialogButtons>
      }
    >
      <form id={FORM} className="dialog-form" onSubmit={submit}>
        <RoleChoice roles={roles} onChange={setRoles} />
        <InlineRefusal refusal={refusal} />
      </form>
    </Dialog>
  );
}
