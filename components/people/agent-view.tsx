"use client";

import { AgentAway } from "@/components/app/agent-away";
import { LoadProblem } from "@/components/app/load-problem";
import { AppLink } from "@/components/ui/app-link";
import { Box } from "@/components/ui/box";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { TimeAgo } from "@/components/ui/time-ago";
import { type AgentState, useAgent } from "@/lib/browser/queries/account";

/** The agent: whether it answers, since when, and where it looks for checkouts. */
export function AgentView() {
  const { data, error, isPending, isFetching, refetch } = useAgent();
  const retry = () => void refetch();
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Agents</h1>
          <p className="q2 mt-1">The process on the machine that holds the checkouts; the only one that runs commands.</p>
        </div>
      </div>
      {isPending && <Skeleton label="Asking the agent" lines={4} />}
      {error && !data && <LoadProblem what="The agent" error={error} onRetry={retry} />}
      {data?.agent === null && <AgentAway problem={data.problem ?? undefined} busy={isFetching} onRetry={retry} />}
      {data?.agent && <AgentBox agent={data.agent} apps={data.apps} />}
    </main>
  );
}

function AgentBox({ agent, apps }: { agent: NonNullable<AgentState["agent"]>; apps: number | null }) {
  return (
    <Box title={agent.agentId} end={<Status s="done">Answers</Status>} padded className="max-w-[720px]">
      <dl className="kv">
        <dt>Version</dt>
        <dd>{agent.version}</dd>
        <dt>Up since</dt>
        <dd>
          <Time at={agent.startedAt} />, <TimeAgo at={agent.startedAt} />
        </dd>
        <dt>Apps</dt>
        <dd>
          <AppLink href="/apps">{apps === null ? "not known" : `${apps} in its configuration`}</AppLink>
        </dd>
        <dt>Ends a step</dt>
        <dd>
          <p>{agent.confinement.way === "pid-namespace" ? "By PID namespace" : "By a sweep, not by PID namespace"}</p>
          <p className="q2">{agent.confinement.sentence}</p>
        </dd>
        <dt>Looks under</dt>
        <dd>
          <ul className="grid gap-0.5">
            {agent.roots.map((root) => (
              <li key={root} className="mono">
                {root}
              </li>
            ))}
            {agent.roots.length === 0 && <li>no roots: it offers no checkout</li>}
          </ul>
        </dd>
      </dl>
    </Box>
  );
}
