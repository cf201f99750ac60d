"use client";

import { useState } from "react";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useMe } from "@/lib/browser/providers";
import { usePolicy } from "@/lib/browser/queries/policy";
import { rolesOf } from "@/lib/browser/upgrade/stops";
import { canDo } from "@/lib/core/people/permission";
import { LoadProblem } from "./load-problem";
import { PolicyDialog } from "./policy-dialog";
import { describeAppPolicy } from "./policy-text";

export type PolicyBoxProps = { appId: string; name: string };

/** What the app asks of whoever signs, who changed it, and the way to change it. */
export function PolicyBox({ appId, name }: PolicyBoxProps) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { data, error, isPending, refetch } = usePolicy(appId);
  return (
    <Box title="Policy" padded>
      {isPending && <Skeleton label="Reading the policy" />}
      {error && !data && <LoadProblem what="The policy" error={error} onRetry={() => void refetch()} level={3} />}
      {data && (
        <div className="grid gap-3">
          <ul className="grid list-disc gap-0.5 pl-4">
            {describeAppPolicy(data.policy).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div>
            <Button onClick={() => setOpen(true)} disabledReason={!canDo(me, "app.policy") && `Only ${rolesOf("app.policy")} can change it`}>
              Change the policy…
            </Button>
          </div>
          {data.changes.length > 0 && (
            <details>
              <summary className="small">
                {data.changes.length} {data.changes.length === 1 ? "change" : "changes"} so far
              </summary>
              <ol className="small q2 mt-2 grid gap-2">
                {data.changes.map(({ at, by, policy, reason }) => (
                  <li key={at}>
                    {by.name}, <Time at={at} />: {describeAppPolicy(policy).join(" ")}
                    {reason !== "" && ` “${reason}”`}
                  </li>
                ))}
              </ol>
            </details>
          )}
          {isOpen && <PolicyDialog appId={appId} name={name} state={data} onClose={() => setOpen(false)} />}
        </div>
      )}
    </Box>
  );
}
