"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { fileOf } from "@/lib/core/review/review-index";
import { type TreeRow, toTreeRows } from "@/lib/core/review/view-tree";
import { usePlace, useShownBucket } from "./bucket-context";
import { FileRow } from "./file-row";

/** Height of a row in pixels, as the style sheet says. */
const ROW = 26;
const AROUND = 12;

/** The rows of the file list that are in view, and some around them. */
export function FileTree() {
  const { index, visible } = useShownBucket();
  const { current } = usePlace();
  const rows = useMemo(() => toTreeRows(index, visible), [index, visible]);
  const ref = useRef<HTMLUListElement>(null);
  const [{ top, height }, setView] = useState({ top: 0, height: 600 });
  const currentFile = current === null ? -1 : fileOf(index, current);

  useEffect(() => {
    const pane = ref.current?.parentElement;
    if (!pane) return;
    const look = () =>
      setView((before) => {
        const next = { top: Math.floor(pane.scrollTop / (ROW * 4)) * ROW * 4, height: pane.clientHeight };
        return before.top === next.top && before.height === next.height ? before : next;
      });
    const resized = new ResizeObserver(look);
    resized.observe(pane);
    pane.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      pane.removeEventListener("scroll", look);
    };
  }, []);

  // The file that is read stays in view here as well.
  useEffect(() => {
    const pane = ref.current?.parentElement;
    const at = currentFile === -1 ? -1 : rows.findIndex((row) => typeof row === "number" && visible.files[row] === currentFile);
    if (!pane || at === -1) return;
    const offset = at * ROW;
    // Asked for at once, where the pane stands would have the whole page laid out in the task that drew it.
    const frame = requestAnimationFrame(() => {
      if (offset < pane.scrollTop || offset + ROW > pane.scrollTop + pane.clientHeight) pane.scrollTop = offset - pane.clientHeight / 2;
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, visible, currentFile]);

  const from = Math.max(0, Math.floor(top / ROW) - AROUND);
  const to = Math.min(rows.length, Math.ceil((top + height) / ROW) + AROUND);
  return (
    <ul ref={ref} style={{ height: rows.length * ROW }}>
      {rows.slice(from, to).map((row, position) => (
        <li key={keyOf(row)} style={{ top: (from + position) * ROW }} aria-setsize={rows.length} aria-posinset={from + position + 1}>
          {typeof row === "number" ? <FileRow at={row} isCurrent={visible.files[row] === currentFile} /> : <Heading row={row} />}
        </li>
      ))}
    </ul>
  );
}

function keyOf(row: TreeRow): string {
  return typeof row === "number" ? `${row}` : `${row.kind} ${row.name}`;
}

function Heading({ row: { kind, name } }: { row: Exclude<TreeRow, number> }) {
  if (kind === "part") return <span className="rv-tree-part">{name}</span>;
  return (
    <span className="dir" title={name}>
      <span className="trunc rv-from-end">
        <bdi dir="ltr">{toVisibleText(name) || "Top folder"}</bdi>
      </span>
    </span>
  );
}
