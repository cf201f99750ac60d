"use client";

import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useCommands } from "@/components/shell/use-commands";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useFindInBucket } from "@/lib/browser/queries/snapshot";
import type { FindAnswer } from "@/lib/contract/review-api";
import type { HunkList } from "@/lib/core/review/view-list";
import { toFindPattern } from "@/lib/core/review/find-pattern";
import { useShownBucket } from "./bucket-context";
import { FIND_ID } from "./find-bar";
import { type Find, FindContext } from "./find-context";
import { useReview } from "./review-context";

/** Between the last key and the search. */
const PAUSE_MS = 150;
const GROUP = "Review";

/** Keeps the search in the bucket on the page: the browser's own sees only what is drawn. */
export function FindInBucket({ children }: { children: ReactNode }) {
  const { upgrade, placement } = useReview();
  const { snapshot, list, goTo, showWhole } = useShownBucket();
  const of = `${snapshot.number} ${placement}`;
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const asked = usePaused(isOpen ? text : "");
  const [stored, setStored] = useState<{ readonly of: string; readonly at: number } | null>(null);
  const query = useFindInBucket(upgrade.id, snapshot.number, placement, asked, String(upgrade.assignments.at(-1)?.at ?? 0));
  const answer = useMemo(() => (asked === "" || !query.data ? undefined : inOrderOf(list, query.data)), [asked, query.data, list]);
  const at = stored?.of === `${of} ${asked}` && answer ? stored.at : null;
  const pattern = useDeferredValue(useMemo(() => (isOpen ? toFindPattern(asked) : null), [isOpen, asked]));

  const open = () => {
    setIsOpen(true);
    // Drawn first, then it takes the focus.
    setTimeout(() => {
      const input = document.getElementById(FIND_ID);
      if (input instanceof HTMLInputElement) {
        input.focus();
        input.select();
      }
    });
  };
  useKeys([
    { keys: "/", label: "Find in this bucket", group: GROUP, run: open },
    { keys: "Ctrl+f", label: "Find in this bucket, also what is not on the screen", group: GROUP, run: open },
  ]);

  useCommands([
    {
      title: "Find",
      commands: [{ label: "Find in this bucket", detail: "Every changed line and path", keys: "/", onSelect: open, keywords: ["search", "text"] }],
    },
  ]);

  const step = useCallback(
    (by: 1 | -1) => {
      const hits = answer?.hits ?? [];
      if (hits.length === 0) return;
      const next = at === null ? (by === 1 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length;
      const hit = hits[next];
      if (!hit) return;
      setStored({ of: `${of} ${asked}`, at: next });
      const line = hit.line === 0 ? null : { side: hit.side, line: hit.line };
      goTo(hit.hunk, line, false);
      if (line && hit.folded) showWhole({ hunk: hit.hunk, line, at: hit.from });
    },
    [answer, at, of, asked, goTo, showWhole],
  );
  const close = useCallback(() => {
    setIsOpen(false);
    document.querySelector<HTMLElement>(".flow")?.focus({ preventScroll: true });
  }, []);

  const find = useMemo((): Find => {
    const status = asked === "" ? "idle" : query.isError ? "failed" : answer && asked === text ? "done" : "searching";
    const found = { total: answer?.total ?? 0, files: answer?.files ?? 0, hits: answer?.hits ?? [] };
    return { isOpen, text, setText, status, ...found, at, step, close, pattern };
  }, [isOpen, text, asked, query.isError, answer, at, step, close, pattern]);
  return <FindContext value={find}>{children}</FindContext>;
}

/** The places found, in the order of the page. */
function inOrderOf({ hunks }: HunkList, answer: FindAnswer): FindAnswer {
  const positions = new Map(Array.from(hunks, (hunk, at) => [hunk, at]));
  return { ...answer, hits: answer.hits.toSorted((a, b) => (positions.get(a.hunk) ?? 0) - (positions.get(b.hunk) ?? 0)) };
}

/** A text once it has not changed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === "" ? "" : paused;
}
