"use client";

import { Avatar } from "@/components/ui/avatar";
import { describeActor } from "@/lib/core/people/person";
import { useReview } from "./review-context";

/** Who started the upgrade, where that keeps their sign-off from counting. */
export function StartedBy() {
  const { upgrade, me } = useReview();
  const { startedBy, policy } = upgrade;
  if (!policy.fourEyes || startedBy.kind !== "person") return null;
  const name = describeActor(startedBy);
  return (
    <li className="sig">
      <Avatar name={name} />
      <div>
        <b className="strong">{name}</b> <span className="q">{startedBy.id === me.id && "(you) "}started the upgrade</span>
      </div>
      <div className="q">May sign here; it does not count.</div>
    </li>
  );
}
