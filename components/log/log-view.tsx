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
  const [cursor, setCursor] = useState({ at: 0, asked: 0 });
  const searched = useDeferredValue(isSearching ? wanted : "");
  const matches = useMemo(() => findLines(lines, searched), [lines, searched]);
  const found = useMemo(() => new Set(matches), [matches]);
  const isLive = progress.status === "running" || progress.status === "serving";
  const target = isSearching ? { index: matches[cursor.at], asked: cursor.asked } : { index: hit && hit.line - 1, asked: hit?.asked ?? 0 };

  const want = (text: string) => {
    setWanted(text);
    setCursor(({ asked }) => ({ at: 0, asked }));
  };
  const move = (by: 1 | -1) => setCursor(({ at, asked }) => ({ at: matches.length === 0 ? 0 : (at + by + matches.length) % matches.length, asked: asked + 1 }));

  return (
    <section className="log" aria-label={isLive ? "Live log" : "Log"}>
      <LogHeader
        log={log}
        isLive={isLive}
        follow={follow}
        search={{ isOpen: isSearching, toggle: () => setIsSearching(!isSearching) }}
        download={{ upgradeId, jobId: job.jobId }}
      />
      {isSearching && (
        <LogSearch wanted={wanted} onWant={want} place={{ at: cursor.at, of: matches.length }} onMove={move} onClose={() => setIsSearching(false)} />
      )}
      <LogRows
        lines={lines}
        label={`Output of attempt ${job.attempt}`}
        scroller={scroller}
        follow={follow}
        marks={{ hit: target.index, asked: target.asked, found }}
      />
    </section>
  );
}
