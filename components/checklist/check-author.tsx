import { Avatar } from "@/components/ui/avatar";
import { Time } from "@/components/ui/time";
import { describeActor } from "@/lib/core/people/person";
import type { CheckResult } from "@/lib/core/upgrade/upgrade";

export type CheckAuthorProps = { result: CheckResult };

/** Who gave the answer, and when. */
export function CheckAuthor({ result }: CheckAuthorProps) {
  const name = describeActor(result.by);
  return (
    <span className="end q small row gap-1.5">
      <Avatar name={name} />
      <span className="trunc">
        {name}, <Time at={result.at} />
      </span>
    </span>
  );
}
