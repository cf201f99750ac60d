"use client";

import { useEffect, useRef } from "react";
import { type CommandGroup, openCommandSource } from "./command-groups";

/** Offers a page's own commands in the palette while the page is shown. */
export function useCommands(groups: readonly CommandGroup[]): void {
  const source = useRef<ReturnType<typeof openCommandSource> | null>(null);

  useEffect(() => {
    const opened = openCommandSource();
    source.current = opened;
    return () => opened.close();
  }, []);

  useEffect(() => {
    if (source.current !== null) source.current.groups = groups;
  });
}
