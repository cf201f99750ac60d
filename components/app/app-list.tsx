"use client";

import type { z } from "zod";
import { AppLink } from "@/components/ui/app-link";
import { Status } from "@/components/ui/status";
import { appPath } from "@/lib/browser/fleet/turn-path";
import { useListKeys } from "@/lib/browser/fleet/use-list-keys";
import type { appsSchema } from "@/lib/contract/dashboard-api";
import { Changes } from "./checkout-facts";
import { StandInChip } from "./stand-in-chip";

type App = z.infer<typeof appsSchema>["apps"][number];

export type AppListProps = { apps: readonly App[]; isAgentAway: boolean };

/** One line for each app: where it lies, its branch, whether it is clean, its locked version. */
export function AppList({ apps, isAgentAway }: AppListProps) {
  useListKeys(
    apps.map(({ id }) => linkId(id)),
    { noun: "app" },
  );
  return (
    <ul className="panel" aria-label="Apps">
      {apps.map((app) => (
        <li
          key={app.id}
          className="grid items-start gap-x-4 gap-y-1.5 border-b border-line px-3.5 py-2.5 last:border-b-0 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)_7rem]"
        >
          <div className="grid gap-0.5">
            <span className="row wrap">
              <AppLink className="semi text-ink max-sm:py-3" id={linkId(app.id)} href={appPath(app.id)}>
                {app.name}
              </AppLink>
              <StandInChip standIn={app.standIn} />
            </span>
            <span className="mono q [overflow-wrap:anywhere]">{app.path}</span>
          </div>
          <AppCheckout app={app} isAgentAway={isAgentAway} />
        </li>
      ))}
    </ul>
  );
}

function AppCheckout({ app: { checkout, problem }, isAgentAway }: { app: App; isAgentAway: boolean }) {
  if (checkout === null) {
    return (
      <p className="md:col-span-3">
        <Status s="interrupted" className="whitespace-normal">
          {isAgentAway ? "Not known while the agent does not answer" : (problem ?? "The agent could not read this checkout")}
        </Status>
      </p>
    );
  }
  return (
    <>
      <span className="min-w-0">
        {checkout.branch === null ? <span className="q2">HEAD is detached</span> : <span className="mono [overflow-wrap:anywhere]">{checkout.branch}</span>}
      </span>
      <Changes checkout={checkout} />
      <span className="q2">{checkout.lockedVersion === null ? "sigra not locked" : `sigra ${checkout.lockedVersion}`}</span>
    </>
  );
}

function linkId(appId: string): string {
  return `app-${appId}`;
}
