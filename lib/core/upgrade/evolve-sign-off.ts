import { assertNever } from "@/lib/core/assert-never";
import type { RecordBody } from "@/lib/core/audit/record";
import type { UpgradeEvent } from "./event";
import type { SignOff } from "./upgrade";

type SignOffEvent = Extract<UpgradeEvent, { type: `sign-off.${string}` }>;

/** The sign-offs after one more. @throws when a sign-off was not made by a person. */
export function evolveSignOff(signOffs: readonly SignOff[], event: SignOffEvent, { actor, at, seq }: RecordBody): readonly SignOff[] {
  switch (event.type) {
    case "sign-off.recorded":
    case "sign-off.changes-requested": {
      if (actor.kind !== "person") throw new Error(`record ${seq}: only a person can sign`);
      const approved = event.type === "sign-off.recorded";
      return [
        ...signOffs,
        {
          seq,
          at,
          category: event.category,
          by: actor,
          decision: approved ? "approved" : "changes-requested",
          snapshot: event.snapshot,
          bucketDigest: event.bucketDigest,
          note: approved ? event.note : event.reason,
          coverage: approved ? { blob: event.coverageBlob, hunks: event.hunks, opened: event.opened } : null,
          withdrawn: null,
          outdatedAt: null,
        },
      ];
    }
    case "sign-off.withdrawn":
      return replace(signOffs, event.signOffSeq, (signOff) => ({ ...signOff, withdrawn: { at, reason: event.reason } }));
    case "sign-off.outdated":
      return replace(signOffs, event.signOffSeq, (signOff) => ({ ...signOff, outdatedAt: at }));
    case "sign-off.current-again":
      return replace(signOffs, event.signOffSeq, (signOff) => ({ ...signOff, outdatedAt: null }));
    default:
      return assertNever(event);
  }
}

function replace(signOffs: readonly SignOff[], seq: number, change: (signOff: SignOff) => SignOff): readonly SignOff[] {
  return signOffs.map((signOff) => (signOff.seq === seq ? change(signOff) : signOff));
}
