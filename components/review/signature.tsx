"use client";

import { Avatar } from "@/components/ui/avatar";
import { Status } from "@/components/ui/status";
import type { Signature as SignatureOf, SignatureTurn } from "@/lib/core/review/view-signatures";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";

/** One decision: who, when, over what, and whether it still stands. */
export function Signature({ signature }: { signature: SignatureOf }) {
  const { me } = useReview();
  const { signOff, turns, notCounted } = signature;
  const { by, at, decision, snapshot, coverage, note } = signOff;
  return (
    <li className="sig">
      <Avatar name={by.name} />
      <div>
        <b className="strong">{by.name}</b>{" "}
        <span className="q">
          {by.id === me.id && "(you) "}
          {decision === "approved" ? "approved" : "requested changes on"} snapshot {snapshot}, <NearTime at={at} />
        </span>
      </div>
      {coverage && (
        <div className="q">
          {coverage.opened} of {coverage.hunks} hunks opened
        </div>
      )}
      {note && <div className="rv-note">{note}</div>}
      {turns.map((turn) => (
        <div key={`${turn.type}${turn.at}`}>
          <Turn turn={turn} />
        </div>
      ))}
      <Standing signature={signature} />
      {notCounted !== undefined && decision === "approved" && (
        <div className="q">
          Does not count: {by.id === me.id ? "you" : "they"} {notCounted}.
        </div>
      )}
    </li>
  );
}

function Turn({ turn }: { turn: SignatureTurn }) {
  if (turn.type === "current-again") {
    return (
      <Status s="done">
        Current again <NearTime at={turn.at} />
      </Status>
    );
  }
  return (
    <Status s="outdated">
      Outdated <NearTime at={turn.at} /> by the system{describeTurn(turn)}
    </Status>
  );
}

function describeTurn({ added, vanished }: Extract<SignatureTurn, { type: "outdated" }>): string {
  const parts = [added > 0 && `${added} new`, vanished > 0 && `${vanished} gone`].filter(Boolean);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** How it stands now, where the system's last word does not say it already. */
function Standing({ signature: { signOff, turns, isCurrent, isReplaced } }: { signature: SignatureOf }) {
  const { withdrawn, decision } = signOff;
  if (withdrawn) {
    return (
      <div>
        <Status s="na">
          Withdrawn <NearTime at={withdrawn.at} />
        </Status>
        {withdrawn.reason && <p className="rv-note">{withdrawn.reason}</p>}
      </div>
    );
  }
  if (isReplaced) return <div className="q">Replaced by a later decision</div>;
  if (decision === "changes-requested")
    return (
      <div>
        <Status s="changes">Stands until withdrawn</Status>
      </div>
    );
  if (turns.length > 0) return null;
  return (
    <div>
      <Status s={isCurrent ? "done" : "outdated"}>{isCurrent ? "Current" : "Outdated"}</Status>
    </div>
  );
}
