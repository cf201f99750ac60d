"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field-context";

export type TextareaProps = {
  label?: string | undefined;
} & ComponentProps<"textarea">;

export function Textarea({ label, className, ...rest }: TextareaProps) {
  const aria = useFieldControl(rest);
  return <textarea rows={3} aria-label={label} {...rest} {...aria} className={clsx("textarea", className)} />;
}
