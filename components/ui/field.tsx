"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { FieldContext } from "./field-context";
import { StatusShape } from "./status";

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode | undefined;
  error?: ReactNode | undefined;
  /** One Input, Textarea or Select; it takes its id and descriptions from here. */
  children: ReactNode;
  className?: string | undefined;
};

/** A control with its label, its hint and what is wrong with it. */
export function Field({ label, hint, error, children, className }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = clsx(hint && hintId, error && errorId) || undefined;

  return (
    <FieldContext value={{ id, describedBy, isInvalid: Boolean(error) }}>
      <div className={clsx("field", className)}>
        <label htmlFor={id}>{label}</label>
        {children}
        {hint && (
          <span className="hint" id={hintId}>
            {hint}
          </span>
        )}
        {error && (
          <span className="err" id={errorId} role="alert">
            <StatusShape s="failed" size={12} label={null} />
            <span>{error}</span>
          </span>
        )}
      </div>
    </FieldContext>
  );
}
