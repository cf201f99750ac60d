"use client";

import { Icon } from "@/components/ui/icon";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useReview } from "./review-context";

/** How diffs are shown. */
export function ReadingMenu() {
  const { isQuiet, choose } = useReview();
  const items: readonly MenuItem[] = [
    { kind: "heading", label: "Hunks in which only white space differs" },
    { label: "Show", checked: !isQuiet, onSelect: () => choose({ isQuiet: false }) },
    { label: "Fold to one line", checked: isQuiet, onSelect: () => choose({ isQuiet: true }) },
  ];
  return (
    <Menu
      label="View"
      align="end"
      items={items}
      trigger={
        <button type="button" className="menu-btn">
          View <Icon name="chevron-down" size={12} />
        </button>
      }
    />
  );
}
