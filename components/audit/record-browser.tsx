"use client";

import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Kbd } from "@/components/ui/kbd";
import type { ReadRecord } from "@/lib/browser/audit/read-records";
import { ALL_RECORDS, filterRecords, listActors } from "@/lib/browser/audit/record-filter";
import { useIsWide } from "@/lib/browser/audit/use-is-wide";
import { recordAnchor, useRecordHash } from "@/lib/browser/audit/use-record-hash";
import { RecordDetail } from "./record-detail";
import { RecordFilters } from "./record-filters";
import { RecordList } from "./record-list";
import { useRecordKeys } from "./use-record-keys";

export type RecordBrowserProps = { records: readonly ReadRecord[]; brokenSeq: number | null };

const SHOWN_FIRST = 100;

/** The list of records, newest first, with the bytes of the chosen one beside or below it. */
export function RecordBrowser({ records, brokenSeq }: RecordBrowserProps) {
  const isWide = useIsWide();
  const [pointedSeq, pointAt] = useRecordHash();
  const [filter, setFilter] = useState(ALL_RECORDS);
  const [wanted, setWanted] = useState(SHOWN_FIRST);
  const matching = useMemo(() => filterRecords(records, filter).toReversed(), [records, filter]);
  const selectedSeq = pointedSeq ?? (isWide ? (matching[0]?.sealed.seq ?? null) : null);
  const position = matching.findIndex(({ sealed }) => sealed.seq === selectedSeq);
  const shown = matching.slice(0, Math.max(wanted, position + 2));
  const selected = records.find(({ sealed }) => sealed.seq === selectedSeq);
  const nextOf = ({ sealed }: ReadRecord) => records.find((record) => record.sealed.seq === sealed.seq + 1)?.sealed;

  useRecordKeys(matching, position, pointAt);
  useEffect(() => {
    if (pointedSeq !== null) document.getElementById(recordAnchor(pointedSeq))?.scrollIntoView({ block: "nearest" });
  }, [pointedSeq]);

  return (
    <div className="au">
      <section className="panel" aria-labelledby="records">
        <h2 className="vh" id="records">
          Records
        </h2>
        <RecordFilters filter={filter} actors={listActors(records)} shown={matching.length} total={records.length} onChange={setFilter} />
        {shown.length === 0 && <Empty title="No record is like that">Search for something else, or take a filter back.</Empty>}
        <RecordList
          records={shown}
          selectedSeq={selectedSeq}
          brokenSeq={brokenSeq}
          onChoose={(seq) => pointAt(!isWide && seq === pointedSeq ? null : seq)}
          detailBelow={
            isWide ? null : (record) => <div className="border-b border-line bg-canvas">{<RecordDetail record={record} next={nextOf(record)} />}</div>
          }
        />
        <div className="row wrap px-3.5 py-2">
          {shown.length < matching.length && (
            <Button size="sm" onClick={() => setWanted(matching.length)}>
              Show {matching.length - shown.length} older
            </Button>
          )}
          <span className="q small end row hide-sm">
            <Kbd keys="j" />
            <Kbd keys="k" /> move
          </span>
        </div>
      </section>
      {isWide && selected && (
        <aside className="panel sticky top-[60px] max-md:hidden" aria-label={`Record ${selected.sealed.seq}`}>
          <RecordDetail record={selected} next={nextOf(selected)} />
        </aside>
      )}
    </div>
  );
}
