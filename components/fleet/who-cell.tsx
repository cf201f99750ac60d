import { AppLink } from "@/components/ui/app-link";
import { PersonName } from "@/components/ui/person-name";
import { StatusShape } from "@/components/ui/status";
import type { StatusName } from "@/components/ui/status-name";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { type RowState, rowState } from "@/lib/core/fleet/row-state";
import { joinOr } from "@/lib/core/join-words";
import { ROLE_TEXT } from "@/lib/core/people/person";

const SHAPE: Record<RowState, { readonly status: StatusName; readonly word: string }> = {
  "not-started": { status: "todo", word: "Not started" },
  running: { status: "running", word: "Running" },
  failed: { status: "failed", word: "Failed" },
  interrupted: { status: "interrupted", word: "Interrupted" },
  waiting: { status: "waiting", word: "Waiting for a person" },
  finished: { status: "done", word: "Done" },
  abandoned: { status: "na", word: "Abandoned" },
};

export type WhoCellProps = { row: FleetRow; myName: string; href: string };

/** Who acts next: names when it is up to somebody in particular, roles otherwise, or nobody. */
export function WhoCell({ row, myName, href }: WhoCellProps) {
  const { status, word } = SHAPE[rowState(row)];
  return (
    <AppLink className="row text-ink" href={href}>
      <StatusShape s={status} label={word} />
      <Who next={row.next} myName={myName} />
    </AppLink>
  );
}

function Who({ next, myName }: { next: FleetRow["next"]; myName: string }) {
  if (next.kind !== "person") return <span className="q">Nobody</span>;
  const [first, ...others] = next.people;
  if (first === undefined) return <span className="trunc">{describeRoles(next.roles)}</span>;
  return (
    <>
      <PersonName name={first} you={first === myName} />
      {others.length > 0 && (
        <span className="q" title={others.join(", ")}>
          or {others.length} more
        </span>
      )}
    </>
  );
}

function describeRoles(roles: FleetRow["next"]["roles"]): string {
  const titles = roles.map((role) => ROLE_TEXT[role].title);
  return titles.length === 0
    ? "Nobody may"
    : joinOr(titles.map((title, index) => (index === 0 || title === title.toUpperCase() ? title : title.toLowerCase())));
}
