"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { AppLink } from "./app-link";

export type SegmentedOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  count?: number | undefined;
  /** With an address the option is a link, and the server shows the other view. */
  href?: string | undefined;
};

export type SegmentedProps<Value extends string> = {
  /** What is being chosen, for the screen reader. */
  label: string;
  options: readonly SegmentedOption<Value>[];
  value: Value;
  onChange?: ((value: Value) => void) | undefined;
  className?: string | undefined;
};

/** One of a few views. */
export function Segmented<Value extends string>({ label, options, value, onChange, className }: SegmentedProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one bar
    <span className={clsx("seg", className)} role="group" aria-label={label}>
      {options.map((option) => {
        const isCurrent = option.value === value;
        const content = (
          <>
            {option.label}
            {option.count !== undefined && <span className="count">{option.count}</span>}
          </>
        );
        return option.href === undefined ? (
          <button key={option.value} type="button" aria-pressed={isCurrent} onClick={() => onChange?.(option.value)}>
            {content}
          </button>
        ) : (
          <AppLink key={option.value} href={option.href} aria-current={isCurrent ? "true" : undefined}>
            {content}
          </AppLink>
        );
      })}
    </span>
  );
}
