"use client";

import { AddAppButton } from "@/components/app/add-app-button";
import { Empty } from "@/components/ui/empty";

/** The first thing a new dashboard shows: what comes first. */
export function FleetEmpty() {
  return (
    <Empty framed level={2} title="No apps yet: add one" actions={<AddAppButton variant="primary" />}>
      <p>The agent looks for git checkouts with a mix.exs under its roots; you pick one of them.</p>
      <ol className="small grid gap-1">
        <li>1. Add an app</li>
        <li>2. Choose a lane</li>
        <li>3. Start; the reviewers are asked when there is something to read</li>
      </ol>
    </Empty>
  );
}
