"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field-context";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";

export type InputProps = {
  icon?: IconName | undefined;
  /** The key that brings the focus here, shown at the end. */
  keys?: string | undefined;
  /** The name, hidden, when no Field and no visible label stands around it. */
  label?: string | undefined;
} & ComponentProps<"input">;

export function Input({ icon, keys, label, className, ...rest }: InputProps) {
  const aria = useFieldControl(rest);
  return (
    <span className={clsx("input", className)} data-invalid={aria["aria-invalid"] ? "" : undefined}>
      {icon && <Icon name={icon} size={14} />}
      <input type="text" aria-label={label} {...rest} {...aria} />
      {keys && <Kbd keys={keys} />}
    </span>
  );
}
