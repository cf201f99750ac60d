"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import type { KeyBinding } from "@/lib/browser/keys/key-registry";
import { pageKeys } from "@/lib/browser/keys/page-keys";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { type CommandGroup, pageCommandGroups } from "./command-groups";
import { CommandPalette } from "./command-palette";
import { type Destination, MAIN_DESTINATIONS } from "./destinations";
import { KeyHelp } from "./key-help";

export type FindOrRunProps = {
  /** What can be found from every page, beside the pages themselves. */
  groups: readonly CommandGroup[];
  destinations: readonly Destination[];
};

/** The button, keys and dialogs that work on every page. */
export function FindOrRun({ groups, destinations }: FindOrRunProps) {
  const router = useRouter();
  const [shown, setShown] = useState<"nothing" | "palette" | "keys">("nothing");
  const [offered, setOffered] = useState<readonly CommandGroup[]>([]);
  const [bindings, setBindings] = useState<readonly KeyBinding[]>([]);

  const openPalette = () => {
    setOffered(pageCommandGroups());
    setShown("palette");
  };
  const openKeys = () => {
    setBindings(pageKeys.list());
    setShown("keys");
  };
  const close = () => setShown("nothing");

  useKeys(
    [
      {
        keys: "Ctrl+K",
        label: "Find or run anything",
        group: "Everywhere",
        run: openPalette,
        inFields: true,
      },
      { keys: "?", label: "All keys", group: "Everywhere", run: openKeys },
      ...MAIN_DESTINATIONS.flatMap(({ href, label, keys }) =>
        keys === undefined ? [] : [{ keys, label, group: "Go to", run: () => router.push(href as Route) }],
      ),
    ],
    { scope: "everywhere" },
  );

  return (
    <>
      <button type="button" className="input find" aria-label="Find or run, Ctrl K" onClick={openPalette}>
        <Icon name="search" />
        <span>Find or run</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <CommandPalette
        open={shown === "palette"}
        onOpenChange={close}
        groups={[
          ...offered,
          ...groups,
          { title: "Go to", commands: destinations },
          { title: "Help", commands: [{ label: "All keys", keys: "?", onSelect: openKeys }] },
        ]}
      />
      <KeyHelp open={shown === "keys"} onOpenChange={close} bindings={bindings} />
    </>
  );
}
