"use client";

import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { AppLink } from "./app-link";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";

export type MenuItem =
  | { kind: "separator" }
  | { kind: "heading"; label: string }
  | {
      kind?: "item" | undefined;
      label: ReactNode;
      onSelect?: (() => void) | undefined;
      href?: string | undefined;
      icon?: IconName | undefined;
      keys?: string | undefined;
      danger?: boolean | undefined;
      /** One of several choices: chosen or not. */
      checked?: boolean | undefined;
      /** Why it cannot be chosen; shown below the label. */
      disabledReason?: string | undefined;
    };

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end" | undefined;
};

export function Menu({ trigger, label, items, align = "start" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} aria-label={label}>
          {items.map((item, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity and keep their order
            <MenuEntry key={position} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuEntry({ item }: { item: MenuItem }) {
  if (item.kind === "separator") return <DropdownMenu.Separator className="menu-line" />;
  if (item.kind === "heading") {
    return <DropdownMenu.Label className="menu-heading">{item.label}</DropdownMenu.Label>;
  }
  const shared = {
    className: "menu-item",
    disabled: item.disabledReason !== undefined,
    "data-danger": item.danger ? "" : undefined,
  };
  const select = () => item.onSelect?.();
  if (item.checked !== undefined) {
    return (
      <DropdownMenu.CheckboxItem {...shared} checked={item.checked} onSelect={select}>
        <MenuText item={item} />
      </DropdownMenu.CheckboxItem>
    );
  }
  if (item.href !== undefined) {
    return (
      <DropdownMenu.Item {...shared} asChild onSelect={select}>
        <AppLink href={item.href}>
          <MenuText item={item} />
        </AppLink>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item {...shared} onSelect={select}>
      <MenuText item={item} />
    </DropdownMenu.Item>
  );
}

function MenuText({ item }: { item: Exclude<MenuItem, { kind: "separator" | "heading" }> }) {
  const icon = item.checked ? "tick" : item.icon;
  return (
    <>
      <span className="menu-icon">{icon && <Icon name={icon} size={14} />}</span>
      <span className="grow">
        {item.label}
        {item.disabledReason && <span className="menu-reason">{item.disabledReason}</span>}
      </span>
      {item.keys && <Kbd keys={item.keys} />}
    </>
  );
}
