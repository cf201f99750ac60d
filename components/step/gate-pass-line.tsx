"use client";

import { Hash } from "@/components/ui/hash";
import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { describeSealing } from "@/lib/core/upgrade/describe-sealing";
import type { Attempt } from "@/lib/core/upgrade/upgrade";

export type GatePassLineProps = { attempt: Attempt };

/** The record that the gate held when this attempt was started, and over what. */
export function GatePassLine({ attempt }: GatePassLineProps) {
  const pass = attempt.job.gatePass;
  if (!pass) return null;
  return (
    <p className="row small q2 items-start">
      <span className="g" data-s="done">
        <Icon name="shield" size={14} />
      </span>
      <span>
        Gate pass <Time at={attempt.at} format="seconds" />: tree <Hash value={pass.treeId} plain />, lockfile{" "}
        {pass.lockDigest ? <Hash value={pass.lockDigest} length={4} plain /> : "none"}, {pass.signOffs.length} sign-offs, <code>{pass.argv.join(" ")}</code>.
        {describeSealing(attempt.sealing)}
      </span>
    </p>
  );
}
