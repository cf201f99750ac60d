"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

export type LogSearchProps = {
  wanted: string;
  onWant: (text: string) => void;
  /** Lines that hold it, from 0. */
  matches: readonly number[];
  onGoTo: (index: number) => void;
  onClose: () => void;
};

/** Finds lines in the log: Enter goes to the next one, Shift and Enter to the one before. */
export function LogSearch({ wanted, onWant, matches, onGoTo, onClose }: LogSearchProps) {
  const [at, setAt] = useState(-1);
  const move = (by: 1 | -1) => {
    if (matches.length === 0) return;
    const next = (at + by + matches.length) % matches.length;
    setAt(next);
    onGoTo(matches[next] ?? 0);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter") return;
    event.preventDefault();
    move(event.shiftKey ? -1 : 1);
  };
  return (
    <search className="log-h">
      <Input
        className="grow"
        icon="search"
        label="Find in the log"
        value={wanted}
        autoFocus
        onChange={(event) => {
          setAt(-1);
          onWant(event.target.value);
        }}
        onKeyDown={press}
      />
      <span className="num" role="status">
        {wanted.trim() === "" ? "" : matches.length === 0 ? "Nothing found" : `${Math.min(Math.max(at, 0), matches.length - 1) + 1} of ${matches.length}`}
      </span>
      <Button variant="quiet" size="sm" onClick={() => move(-1)}>
        Previous
      </Button>
      <Button variant="quiet" size="sm" onClick={() => move(1)}>
        Next
      </Button>
      <IconButton icon="close" label="Close search" onClick={onClose} />
    </search>
  );
}
