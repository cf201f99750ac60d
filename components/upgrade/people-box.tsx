"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { canDo, type Permission } from "@/lib/core/people/permission";
import { describeActor } from "@/lib/core/people/person";
import { whyNotCounted } from "@/lib/core/review/bucket";

/** Who takes part, and whose sign-off does not count here, with the reason. */
export function PeopleBox() {
  const { upgrade, people } = useUpgradeView();
  const { approvals, fourEyes } = upgrade.policy;
  const notCounted = people.flatMap((person) => {
    const why = whyNotCounted(upgrade, person);
    return why ? [`${person.name} ${why}`] : [];
  });
  const counting = people.filter((person) => whyNotCounted(upgrade, person) === undefined);
  const namesOf = (group: typeof people, permission: Permission) => group.filter((person) => canDo(person, permission)).map(({ name }) => name);

  return (
    <section aria-labelledby="people">
      <h2 id="people">People</h2>
      <dl className="kv">
        <dt>Started by</dt>
        <dd>{describeActor(upgrade.startedBy)}</dd>
        <dt>Reviewers</dt>
        <dd>{namesOf(counting, "bucket.sign").join(", ") || "Nobody whose sign-off counts"}</dd>
        <dt>QA</dt>
        <dd>{namesOf(people, "check.qa").join(", ") || "Nobody yet"}</dd>
        {notCounted.length > 0 && (
          <>
            <dt>Not counted</dt>
            <dd>{notCounted.join(", ")}</dd>
          </>
        )}
        <dt>Rule</dt>
        <dd>
          {approvals} {approvals === 1 ? "approval" : "approvals"} for each bucket, {fourEyes ? "four eyes" : "everybody's counts"}
        </dd>
      </dl>
    </section>
  );
}
