"use client";

import { Menu } from "@/components/ui/menu";
import { MenuButton } from "@/components/ui/menu-button";

export type FilterMenuProps<Value extends string> = {
  label: string;
  /** What stands there when nothing is chosen: "any". */
  any: string;
  value: Value | null;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value | null) => void;
};

/** One of several values, or all of them. */
export function FilterMenu<Value extends string>({ label, any, value, options, onChange }: FilterMenuProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      label={label}
      trigger={<MenuButton label={label} value={chosen?.label ?? any} />}
      items={[
        { label: any, checked: value === null, onSelect: () => onChange(null) },
        ...options.map((option) => ({ label: option.label, checked: option.value === value, onSelect: () => onChange(option.value) })),
      ]}
    />
  );
}
