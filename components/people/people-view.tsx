"use client";

import { useState } from "react";
import type { z } from "zod";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PersonName } from "@/components/ui/person-name";
import { Time } from "@/components/ui/time";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useMe } from "@/lib/browser/providers";
import { usePeople } from "@/lib/browser/queries/fleet";
import type { peopleSchema } from "@/lib/contract/dashboard-api";
import type { Person } from "@/lib/core/people/person";
import { InviteDialog } from "./invite-dialog";
import { ResetDialog } from "./reset-dialog";
import { RoleChips } from "./role-chips";
import { RolesDialog } from "./roles-dialog";
import { WithdrawButton } from "./withdraw-button";

const ROW = "flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2 last:border-b-0";

/** Everybody with their roles, and the invitations that nobody has used yet. */
export function PeopleView({ initial }: { initial: z.infer<typeof peopleSchema> }) {
  const me = useMe();
  const { people, invitations } = usePeople(initial).data;
  const [shown, setShown] = useState<"nothing" | "invite" | Person>("nothing");
  const [reset, setReset] = useState<Person | null>(null);
  const close = () => setShown("nothing");
  useKeys([{ keys: "i", label: "Invite somebody", run: () => setShown("invite") }]);

  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>People</h1>
          <p className="q2 mt-1">
            {people.length} {people.length === 1 ? "person" : "people"}, {invitations.length} open {invitations.length === 1 ? "invitation" : "invitations"}.
          </p>
        </div>
        <Button variant="primary" icon="plus" keys="i" onClick={() => setShown("invite")}>
          Invite…
        </Button>
      </div>
      <Box title="People">
        <ul>
          {people.map((person) => (
            <li key={person.id} className={ROW}>
              <span className="grid min-w-0 flex-1 basis-60">
                <PersonName name={person.name} you={person.id === me.id} className="semi" />
                <span className="small q [overflow-wrap:anywhere]">{person.email}</span>
              </span>
              <RoleChips roles={person.roles} />
              <span className="row wrap">
                <Button size="sm" onClick={() => setShown(person)}>
                  Change roles…<span className="vh"> of {person.name}</span>
                </Button>
                {person.id !== me.id && (
                  <Button size="sm" onClick={() => setReset(person)}>
                    Reset password…<span className="vh"> of {person.name}</span>
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Box>
      <Box title="Open invitations">
        {invitations.length === 0 && <Empty title="None">Whoever was invited has arrived, or the link has expired.</Empty>}
        <ul>
          {invitations.map(({ id, name, email, roles, expiresAt }) => (
            <li key={id} className={ROW}>
              <span className="grid min-w-0 flex-1 basis-60">
                <span className="semi">{name || "First administrator"}</span>
                <span className="small q [overflow-wrap:anywhere]">{email || "gives an e-mail address when accepting"}</span>
              </span>
              <RoleChips roles={roles} />
              <span className="small q">
                until <Time at={expiresAt} />
              </span>
              <WithdrawButton id={id} name={name} />
            </li>
          ))}
        </ul>
      </Box>
      {shown === "invite" && <InviteDialog onClose={close} />}
      {reset && <ResetDialog person={reset} onClose={() => setReset(null)} />}
      {typeof shown === "object" && <RolesDialog person={shown} onClose={close} />}
    </main>
  );
}
