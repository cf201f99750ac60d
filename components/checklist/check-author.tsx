import { PersonName } from "@/components/ui/person-name";
import { Time } from "@/components/ui/time";
import { describeActor } from "@/lib/core/people/person";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";

export type CheckAuthorProps = { result: CheckResult };

/** Who gave the answer, and when. */
export function CheckAuthor({ result }: CheckAuthorProps) {
  return (
    <span className="end q small row gap-1">
      <PersonName name={describeActor(result.by)} />
      <Time at={result.at} />
    </span>
  );
}
