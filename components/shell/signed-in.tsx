"use client";

import type { ReactNode } from "react";
import { StorageBanner } from "@/components/backup/storage-banner";
import type { z } from "zod";
import { ProofDialog } from "@/components/account/proof-dialog";
import { useMe } from "@/lib/browser/providers";
import { useMentions } from "@/lib/browser/queries/comments";
import { useFleet } from "@/lib/browser/queries/fleet";
import { signOut } from "@/lib/browser/sign-out";
import { commentsPath } from "@/lib/browser/upgrade/paths";
import type { fleetSchema } from "@/lib/contract/dashboard-api";
import { isUpTo } from "@/lib/core/upgrade/next-action";
import { AppShell } from "./app-shell";
import type { CommandGroup } from "./command-groups";

type SignedInProps = { readonly initialFleet: z.infer<typeof fleetSchema>; readonly children: ReactNode };

/** The shell with what waits for me, calls by name too, and every app in the palette, kept fresh. */
export function SignedIn({ initialFleet, children }: SignedInProps) {
  const me = useMe();
  const { data: fleet } = useFleet(initialFleet);
  const { data: mentions = [] } = useMentions();
  const waitingCount = fleet.rows.filter((row) => isUpTo(row.next, me)).length + mentions.length;
  return (
    <AppShell
      person={{ name: me.name, isAdministrator: me.roles.includes("administrator") }}
      waitingCount={waitingCount}
      commandGroups={toCommandGroups(fleet.rows)}
      signOut={() => void signOut()}
    >
      <StorageBanner />
      {children}
      <ProofDialog />
    </AppShell>
  );
}

function toCommandGroups(rows: z.infer<typeof fleetSchema>["rows"]): readonly CommandGroup[] {
  const upgrades = rows.flatMap(({ app, upgrade }) => (upgrade ? [{ app, upgrade }] : []));
  return [
    { title: "Apps", commands: rows.map(({ app }) => ({ label: app.name, href: `/apps/${app.id}`, keywords: [app.id] })) },
    {
      title: "Upgrades",
      commands: upgrades.flatMap(({ app, upgrade }) => [
        { label: `${app.name} ${upgrade.laneTitle}`, href: `/upgrades/${upgrade.id}` },
        { label: `${app.name} ${upgrade.laneTitle}: review`, href: `/upgrades/${upgrade.id}/review` },
        { label: `${app.name} ${upgrade.laneTitle}: comments`, href: commentsPath(upgrade.id) },
        { label: `${app.name} ${upgrade.laneTitle}: audit`, href: `/upgrades/${upgrade.id}/audit` },
      ]),
    },
  ];
}
