"use client";

import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { usePersonMenuItems } from "./person-menu-items";
import type { ShellPerson } from "./shell-person";

export type PersonMenuProps = { person: ShellPerson; signOut: () => void };

export function PersonMenu({ person, signOut }: PersonMenuProps) {
  const items = usePersonMenuItems(person, signOut);
  return (
    <Menu
      label={person.name}
      align="end"
      items={items}
      trigger={
        <button type="button" className="menu-btn me hide-sm">
          <Avatar name={person.name} />
          <span className="trunc">{person.name}</span>
          <Icon name="chevron-down" size={12} />
        </button>
      }
    />
  );
}
