"use client";

import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useMarked, useShownBucket } from "./bucket-context";

/** Narrows the bucket to what I have not opened, or what was updated since. */
export function OnlyMenu() {
  const { list, filter, setFilter, openedAt, isUpdated } = useShownBucket();
  const hasUpdated = useMarked((bucket) => bucket.hasUpdated());
  const isChosen = (name: "not-opened" | "updated") => filter.only?.name === name;
  // As it is now: what is opened while it is read stays on the page.
  const choose = (name: "not-opened" | "updated", passes: (hunk: number) => boolean) =>
    setFilter({ only: isChosen(name) ? null : { name, hunks: new Set(list.hunks.filter(passes)) } });
  const items: readonly MenuItem[] = [
    { kind: "heading", label: "Show only hunks that are" },
    { label: "Not opened", checked: isChosen("not-opened"), onSelect: () => choose("not-opened", (hunk) => openedAt(hunk) === undefined) },
    {
      label: "Updated since I opened them",
      checked: isChosen("updated"),
      onSelect: () => choose("updated", isUpdated),
      ...(!hasUpdated && !isChosen("updated") ? { disabledReason: "None was" } : {}),
    },
  ];
  return (
    <Menu
      label="Show only"
      align="end"
      items={items}
      trigger={<IconButton icon="more" label="Show only some hunks" className="rv-flagged" aria-pressed={isChosen("not-opened") || isChosen("updated")} />}
    />
  );
}
