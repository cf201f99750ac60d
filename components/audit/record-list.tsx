"use client";

import { Fragment, type ReactNode } from "react";
import { formatTime } from "@/components/ui/format-time";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import type { ReadRecord } from "@/lib/browser/audit/read-records";
import { RecordLine } from "./record-line";

export type RecordListProps = {
  /** Newest first. */
  records: readonly ReadRecord[];
  selectedSeq: number | null;
  brokenSeq: number | null;
  onChoose: (seq: number) => void;
  /** What stands below the chosen record; none where it stands beside the list. */
  detailBelow: ((record: ReadRecord) => ReactNode) | null;
};

/** Records under the headings of their days. */
export function RecordList({ records, selectedSeq, brokenSeq, onChoose, detailBelow }: RecordListProps) {
  const zone = useIsHydrated() ? undefined : "UTC";
  return byDay(records, zone).map(({ day, entries }) => (
    <section key={day} aria-label={day}>
      <h3 className="day">{day}</h3>
      <ol>
        {entries.map((record) => {
          const { seq } = record.sealed;
          const isSelected = seq === selectedSeq;
          return (
            <li key={seq}>
              <RecordLine
                record={record}
                selected={isSelected}
                broken={seq === brokenSeq}
                expanded={detailBelow ? isSelected : undefined}
                onChoose={() => onChoose(seq)}
              />
              {isSelected && detailBelow && <Fragment>{detailBelow(record)}</Fragment>}
            </li>
          );
        })}
      </ol>
    </section>
  ));
}

type Day = { readonly day: string; readonly entries: ReadRecord[] };

/** Neighbours of one day together. A record that cannot be read stays with its neighbours. */
function byDay(records: readonly ReadRecord[], zone: string | undefined): readonly Day[] {
  const days: Day[] = [];
  for (const record of records) {
    const last = days.at(-1);
    const day = record.body ? formatTime(record.body.at, "date", zone) : (last?.day ?? "Unknown day");
    if (last?.day === day) last.entries.push(record);
    else days.push({ day, entries: [record] });
  }
  return days;
}
