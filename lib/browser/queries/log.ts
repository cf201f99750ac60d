"use client";

import { useEffect, useState } from "react";

export type LogState = { readonly text: string; readonly sizeBytes: number; readonly ended: boolean; readonly problem: string | null };

const EMPTY: LogState = { text: "", sizeBytes: 0, ended: false, problem: null };

/**
 * The log of an attempt, followed while it grows. Reads by byte offset, so nothing is shown twice and
 * nothing is lost when the connection drops.
 */
export function useLog(upgradeId: string, jobId: string | null): LogState {
  const [log, setLog] = useState<{ readonly jobId: string | null; readonly state: LogState }>({ jobId, state: EMPTY });

  useEffect(() => {
    if (!jobId) return;
    const abort = new AbortController();
    void follow(upgradeId, jobId, abort.signal, (state) => setLog({ jobId, state }));
    return () => abort.abort();
  }, [upgradeId, jobId]);

  return log.jobId === jobId ? log.state : EMPTY;
}

async function follow(upgradeId: string, jobId: string, signal: AbortSignal, show: (state: LogState) => void): Promise<void> {
  const decoder = new TextDecoder();
  let state = EMPTY;
  while (!signal.aborted && !state.ended) {
    try {
      const response = await fetch(`/api/upgrades/${upgradeId}/attempts/${jobId}/log?offset=${state.sizeBytes}&wait=1`, { signal });
      if (!response.ok) throw new Error(`the dashboard answered ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const ended = response.headers.get("x-log-ended") === "true" && Number(response.headers.get("x-log-size")) === state.sizeBytes + bytes.length;
      state = { text: state.text + decoder.decode(bytes, { stream: !ended }), sizeBytes: state.sizeBytes + bytes.length, ended, problem: null };
      show(state);
    } catch (error) {
      if (signal.aborted) return;
      state = { ...state, problem: error instanceof Error ? error.message : String(error) };
      show(state);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
