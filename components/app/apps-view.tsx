"use client";

import { SubBar } from "@/components/shell/sub-bar";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { useApps } from "@/lib/browser/queries/fleet";
import { AddAppButton } from "./add-app-button";
import { AgentAway } from "./agent-away";
import { AppList } from "./app-list";
import { LoadProblem } from "./load-problem";

/** Every app with its checkout as the agent sees it now. */
export function AppsView() {
  const apps = useApps();
  const isEmpty = apps.data?.apps.length === 0;
  return (
    <>
      <SubBar crumbs={[{ label: "Fleet", href: "/" }, { label: "Apps" }]} />
      <main className="page" id="main">
        <div className="page-h">
          <div className="grow">
            <h1>Apps</h1>
            <p className="q2 mt-1">Checkouts under the dashboard's care, as the agent sees them now.</p>
          </div>
          {!isEmpty && <AddAppButton />}
        </div>
        {apps.isPending && <Skeleton label="Reading the apps" lines={6} />}
        {apps.isError && <LoadProblem what="The apps" error={apps.error} onRetry={() => void apps.refetch()} />}
        {apps.data?.agent === null && (
          <div className="mb-4">
            <AgentAway
              problem={apps.data.apps.find(({ problem }) => problem !== null)?.problem ?? undefined}
              busy={apps.isFetching}
              onRetry={() => void apps.refetch()}
            />
          </div>
        )}
        {isEmpty && (
          <Empty framed level={2} title="No apps yet: add one" actions={<AddAppButton variant="primary" />}>
            The agent looks for git checkouts with a mix.exs under its roots; you pick one of them.
          </Empty>
        )}
        {apps.data && !isEmpty && <AppList apps={apps.data.apps} isAgentAway={apps.data.agent === null} />}
      </main>
    </>
  );
}
