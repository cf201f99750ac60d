"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { Row } from "@/lib/contract/review-api";
import { type Colourer, createSyntaxStore, type LineColours, type SyntaxStore } from "./syntax-store";

const NO_ROWS: readonly Row[] = [];
let shared: SyntaxStore | null = null;

/**
 * The colours of a piece's rows, once the page stands still and a worker has found them; undefined before, and for
 * a language that is not coloured.
 */
export function useSyntax(path: string, rows: readonly Row[] | null, rankOf: () => number): LineColours | undefined {
  const store = storeOfPage();
  const asked = rows ?? NO_ROWS;
  useEffect(() => (asked.length === 0 ? undefined : store.want(path, asked, rankOf)), [store, path, asked, rankOf]);
  return useSyncExternalStore(
    store.subscribe,
    () => store.get(asked),
    () => undefined,
  );
}

function storeOfPage(): SyntaxStore {
  if (shared) return shared;
  const store = createSyntaxStore(createWorker);
  if (typeof document !== "undefined") document.addEventListener("scroll", store.move, { capture: true, passive: true });
  shared = store;
  return store;
}

function createWorker(): Colourer {
  const worker = new Worker(new URL("./syntax-worker.ts", import.meta.url), { type: "module" });
  return {
    post: (request) => worker.postMessage(request),
    listen: (onAnswer, onError) => {
      worker.onmessage = ({ data }) => onAnswer(data);
      worker.onerror = onError;
    },
  };
}
