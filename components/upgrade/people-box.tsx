"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { canDo, type Permission } from "@/lib/core/people/permission";
import { describeActor } from "@/lib/core/people/person";
import { describePolicy } from "@/lib/core/people/policy";
import { listUnknownWriters } from "@/lib/core/review/eligibility";
import { whyNotCounted } from "@/lib/core/review/bucket";

/** Who takes part, and whose sign-off does not count here, with the reason. */
export function PeopleBox() {
  const { upgrade, people } = useUpgradeView();
  const unknown = listUnknownWriters(upgrade, people);
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
        {upgrade.policy.fourEyes && unknown.length > 0 && (
          <>
            <dt>Not known</dt>
            <dd>
              {unknown.map(({ name, email }) => `${name} <${email}>`).join(", ")} wrote on the branch and is nobody here. People are recognised by their e-mail
              address, without case and “+tag”.
            </dd>
          </>
        )}
        <dt>Rule</dt>
        <dd>{describePolicy(upgrade.policy)}</dd>
      </dl>
    </section>
  );
}
