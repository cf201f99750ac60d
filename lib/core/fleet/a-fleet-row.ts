import type { FleetRow } from "@/lib/contract/dashboard-api";
import { CATEGORIES } from "@/lib/core/classify/category";
import { STAGES } from "@/lib/core/lane/lane";

type Upgrade = NonNullable<FleetRow["upgrade"]>;

/** For tests: an app whose upgrade waits for a reviewer, unless told otherwise. */
export function aFleetRow(name: string, upgrade: Partial<Upgrade> | null = {}, next: Partial<FleetRow["next"]> = {}): FleetRow {
  return {
    app: { id: name, name, path: `/srv/${name}`, standIn: null },
    upgrade: upgrade === null ? null : anUpgradeSummary(name, upgrade),
    next: { kind: "person", roles: ["reviewer"], people: [], why: "Something to read.", stepId: "review", ...next },
  };
}

function anUpgradeSummary(name: string, given: Partial<Upgrade>): Upgrade {
  return {
    id: `upgrade-${name}`,
    laneId: "sigra-v1.0",
    laneTitle: "v1.0",
    state: "open",
    stages: STAGES.map((stage, index) => ({ stage, status: index < 3 ? "done" : index === 3 ? "waiting" : "todo" })),
    step: { id: "review", title: "Review", status: "waiting" },
    buckets: CATEGORIES.map((category) => ({ category, status: "never", hunks: 1 })),
    unclassified: 0,
    checks: { done: 0, failed: 0, total: 12 },
    waived: 0,
    startedAt: 1_000,
    since: 2_000,
    ...given,
  };
}
