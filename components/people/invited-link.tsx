"use client";

import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { CodeLine } from "@/components/ui/code-line";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import type { invitedSchema } from "@/lib/contract/dashboard-api";

export type InvitedLinkProps = { name: string; email: string; invited: z.infer<typeof invitedSchema>; onClose: () => void };

/** The link, the only time it can be seen. */
export function InvitedLink({ name, email, invited, onClose }: InvitedLinkProps) {
  return (
    <Dialog
      open
      role="alertdialog"
      onOpenChange={onClose}
      title={`The link for ${name}`}
      description={email}
      actions={
        <>
          <span className="grow" />
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <CodeLine command={invited.link} prompt={null} />
      <Note status="waiting">
        It is shown this once: only its fingerprint is kept. It works once, until <Time at={invited.expiresAt} />. Whoever has it becomes {name}, so send it in
        a way you trust.
      </Note>
    </Dialog>
  );
}
