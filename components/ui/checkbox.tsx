"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export type CheckboxProps = {
  label: ReactNode;
  hint?: ReactNode | undefined;
  /** A round one of a group that shares a `name`. */
  type?: "checkbox" | "radio" | undefined;
} & Omit<ComponentProps<"input">, "type">;

export function Checkbox({ label, hint, type = "checkbox", className, ...rest }: CheckboxProps) {
  const ownId = useId();
  const id = rest.id ?? ownId;
  const hintId = `${id}-hint`;
  return (
    <span className={clsx("check", className)}>
      <input aria-describedby={hint ? hintId : undefined} {...rest} id={id} type={type} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </span>
  );
}
