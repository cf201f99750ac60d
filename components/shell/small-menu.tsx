"use client";

import { Icon } from "@/components/ui/icon";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { MAIN_DESTINATIONS } from "./destinations";
import { usePersonMenuItems } from "./person-menu-items";
import type { ShellPerson } from "./shell-person";

export type SmallMenuProps = { person: ShellPerson; waitingCount: number; signOut: () => void };

/** Everything of the top bar in one menu, where the page is narrow. */
export function SmallMenu({ person, waitingCount, signOut }: SmallMenuProps) {
  const personItems = usePersonMenuItems(person, signOut);
  const items: readonly MenuItem[] = [
    ...MAIN_DESTINATIONS.map(({ href, label }) => ({
      href,
      label: href === "/your-turn" && waitingCount > 0 ? `${label}, ${waitingCount} waiting` : label,
    })),
    { kind: "separator" },
    { kind: "heading", label: person.name },
    ...personItems,
  ];
  return (
    <Menu
      label="Menu"
      align="end"
      items={items}
      trigger={
        <button type="button" className="icon-btn small-menu" aria-label="Menu">
          <Icon name="menu" />
        </button>
      }
    />
  );
}
