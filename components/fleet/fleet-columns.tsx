import { createColumnHelper } from "@tanstack/react-table";
import { AppLink } from "@/components/ui/app-link";
import { stagePath, turnPath } from "@/lib/browser/fleet/turn-path";
import type { FleetRow } from "@/lib/contract/dashboard-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import type { LaneChoice } from "@/lib/core/fleet/lane-choice";
import { STAGES } from "@/lib/core/lane/lane";
import { AppCell } from "./app-cell";
import { BucketCell } from "./bucket-cell";
import { CheckCell } from "./check-cell";
import { SinceCell } from "./since-cell";
import { StageCell } from "./stage-cell";
import { WhoCell } from "./who-cell";
import { WhyCell } from "./why-cell";

const column = createColumnHelper<FleetRow>();

export type ColumnContext = {
  readonly lanes: readonly LaneChoice[];
  readonly myName: string;
  readonly onStart: (appId: string) => void;
};

/** What the fleet shows of an app, in order. */
export function fleetColumns({ lanes, myName, onStart }: ColumnContext) {
  return [
    column.accessor(({ app }) => app.name, { id: "app", sortDescFirst: false, cell: ({ row }) => <AppCell row={row.original} /> }),
    column.accessor(({ upgrade }) => upgrade?.laneTitle ?? "", {
      id: "lane",
      enableSorting: false,
      cell: ({ row }) => <LaneCell upgrade={row.original.upgrade} />,
    }),
    ...STAGES.map((stage) =>
      column.display({
        id: stage,
        cell: ({ row: { original } }) => {
          const { upgrade } = original;
          const status = upgrade?.stages.find((entry) => entry.stage === stage)?.status ?? "todo";
          return <StageCell stage={stage} status={status} href={upgrade ? stagePath(upgrade, stage, lanes) : undefined} />;
        },
      }),
    ),
    ...CATEGORIES.map((category) =>
      column.display({
        id: category,
        cell: ({ row: { original } }) => {
          const { status, hunks } = original.upgrade?.buckets.find((bucket) => bucket.category === category) ?? { status: "none" as const, hunks: 0 };
          return <BucketCell category={category} status={status} hunks={hunks} upgradeId={original.upgrade?.id} />;
        },
      }),
    ),
    column.display({ id: "checks", cell: ({ row }) => <CheckCell upgrade={row.original.upgrade} /> }),
    column.display({ id: "who", cell: ({ row }) => <WhoCell row={row.original} myName={myName} href={turnPath(row.original, lanes)} /> }),
    column.display({ id: "why", cell: ({ row }) => <WhyCell row={row.original} href={turnPath(row.original, lanes)} onStart={onStart} /> }),
    column.accessor(({ upgrade }) => upgrade?.since ?? 0, { id: "since", sortDescFirst: true, cell: ({ row }) => <SinceCell row={row.original} /> }),
  ];
}

function LaneCell({ upgrade }: { upgrade: FleetRow["upgrade"] }) {
  return upgrade ? (
    <AppLink className="text-ink-2" href={`/lanes/${upgrade.laneId}`}>
      {upgrade.laneTitle}
    </AppLink>
  ) : (
    <span className="q">None</span>
  );
}
