"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field-context";
import { Icon } from "./icon";

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined };

export type SelectProps = {
  options: readonly SelectOption[];
  label?: string | undefined;
} & Omit<ComponentProps<"select">, "children">;

/** The browser's own select, so that touch and screen readers get what they know. */
export function Select({ options, label, className, ...rest }: SelectProps) {
  const aria = useFieldControl(rest);
  return (
    <span className={clsx("input select", className)} data-invalid={aria["aria-invalid"] ? "" : undefined}>
      <select aria-label={label} {...rest} {...aria}>
        {options.map(({ value, label: text, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={12} />
    </span>
  );
}
