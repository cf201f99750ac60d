"use client";

import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useLog } from "@/lib/browser/queries/log";
import type { Attempt } from "@/lib/core/upgrade/upgrade";
import { LogHeader } from "./log-header";
import { findLines } from "./log-lines";
import { LogRows } from "./log-rows";
import { LogSearch } from "./log-search";
import { useFollow } from "./use-follow";
import { useLogLines } from "./use-log-lines";

export type LogViewProps = {
  upgradeId: string;
  attempt: Attempt;
  /** The line (from 1) a finding points at; `asked` grows with every click. */
  hit: { readonly line: number; readonly asked: number } | undefined;
};

/** What an attempt printed, live while it runs. */
export function LogView({ upgradeId, attempt, hit }: LogViewProps) {
  const { job, progress } = attempt;
  const log = useLog(upgradeId, job.jobId);
  const lines = useLogLines(log.text);
  const scroller = useRef<HTMLDivElement>(null);
  const follow = useFollow();
  const [isSearching, setIsSearching] = useState(false);
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<{ readonly index: number; readonly asked: number }>();
  const searched = useDeferredValue(isSearching ? wanted : "");
  const matches = useMemo(() => findLines(lines, searched), [lines, searched]);
  const isLive = progress.status === "running" || progress.status === "serving";

  const goTo = (index: number) => setFound((before) => ({ index, asked: (before?.asked ?? 0) + 1 }));
  const marks = {
    hit: isSearching ? found?.index : hit && hit.line - 1,
    asked: isSearching ? (found?.asked ?? 0) : (hit?.asked ?? 0),
    found: useMemo(() => new Set(matches), [matches]),
  };

  return (
    <section className="log" aria-label={isLive ? "Live log" : "Log"}>
      <LogHeader
        log={log}
        isLive={isLive}
        follow={follow}
        search={{ isOpen: isSearching, toggle: () => setIsSearching(!isSearching) }}
        download={{ upgradeId, jobId: job.jobId }}
      />
      {isSearching && <LogSearch wanted={wanted} onWant={setWanted} matches={matches} onGoTo={goTo} onClose={() => setIsSearching(false)} />}
      <LogRows lines={lines} label={`Output of attempt ${job.attempt}`} scroller={scroller} follow={follow} marks={marks} />
    </section>
  );
}
