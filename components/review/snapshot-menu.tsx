"use client";

import { Icon } from "@/components/ui/icon";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { NearTime } from "./near-time";
import { useReview } from "./review-context";
import type { TakeSnapshot } from "./use-take-snapshot";

/** Which snapshot is shown, the others, and a new one. */
export function SnapshotMenu({ take }: { take: TakeSnapshot }) {
  const { upgrade, shown, compared } = useReview();
  const { snapshot, newest } = shown;
  const others = upgrade.snapshots.filter((other) => other !== snapshot);
  const items: readonly MenuItem[] = [
    { kind: "heading", label: "Snapshots of this upgrade" },
    ...upgrade.snapshots.toReversed().map(
      (other): MenuItem => ({
        label: (
          <>
            Snapshot {other.number}
            {other === newest && ", newest"}{" "}
            <span className="q small">
              <NearTime at={other.at} /> <span className="mono">{other.treeId.slice(0, 7)}</span>
            </span>
          </>
        ),
        checked: other.number === snapshot?.number,
        onSelect: () => shown.show(other.number),
      }),
    ),
    ...(others.length === 0 ? [] : [{ kind: "separator" } as const, { kind: "heading", label: "Compare with" } as const]),
    ...others.toReversed().map(
      ({ number }): MenuItem => ({
        label: `Snapshot ${number}`,
        checked: compared.from === number,
        onSelect: () => compared.choose(compared.from === number ? null : number),
      }),
    ),
    { kind: "separator" },
    { label: "Take a snapshot", icon: "camera", onSelect: take.take, ...(take.whyNot && { disabledReason: take.whyNot }) },
  ];
  return (
    <Menu
      label="Snapshots"
      items={items}
      trigger={
        <button type="button" className="menu-btn rv-snapshot">
          {snapshot ? (
            <>
              <b>Snapshot {snapshot.number}</b>{" "}
              <span className="hide-sm">
                <NearTime at={snapshot.at} /> <span className="hash hide-md">{snapshot.treeId.slice(0, 7)}</span>
              </span>
            </>
          ) : (
            <b>No snapshot</b>
          )}
          <Icon name="chevron-down" size={12} />
        </button>
      }
    />
  );
}
