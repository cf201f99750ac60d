"use client";

import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

export type LogSearchProps = {
  wanted: string;
  onWant: (text: string) => void;
  /** Which of the lines that hold it is shown, from 0. */
  place: { readonly at: number; readonly of: number };
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
};

/** Finds lines in the log: the first is shown while typing, Enter goes to the next, Shift and Enter to the one before. */
export function LogSearch({ wanted, onWant, place, onMove, onClose }: LogSearchProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter") return;
    event.preventDefault();
    onMove(event.shiftKey ? -1 : 1);
  };
  return (
    <search className="log-h">
      <Input
        className="grow"
        icon="search"
        label="Find in the log"
        value={wanted}
        autoFocus
        onChange={(event) => onWant(event.target.value)}
        onKeyDown={press}
      />
      <span className="num" role="status">
        {wanted.trim() !== "" && (place.of === 0 ? "Nothing found" : `${place.at + 1} of ${place.of}`)}
      </span>
      <Button variant="quiet" size="sm" onClick={() => onMove(-1)}>
        Previous
      </Button>
      <Button variant="quiet" size="sm" onClick={() => onMove(1)}>
        Next
      </Button>
      <IconButton icon="close" label="Close search" onClick={onClose} />
    </search>
  );
}
