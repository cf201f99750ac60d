"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { StatusShape } from "./status";
import type { StatusName } from "./status-name";

export type Tab = {
  value: string;
  label: ReactNode;
  content: ReactNode;
  status?: StatusName | undefined;
  count?: number | undefined;
};

export type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  /** Controlled when given. */
  value?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
  defaultValue?: string | undefined;
};

export function Tabs({ label, tabs, value, onValueChange, defaultValue }: TabsProps) {
  const first = tabs[0]?.value;
  const control = {
    ...(value === undefined ? { defaultValue: defaultValue ?? first ?? "" } : { value }),
    ...(onValueChange && { onValueChange }),
  };
  return (
    <Radix.Root {...control}>
      <Radix.List className="seg" aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value}>
            {tab.status && <StatusShape s={tab.status} size={12} />}
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="tab-panel">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
