"use client";

import { createContext, useContext } from "react";

export type FieldWiring = {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
};

export const FieldContext = createContext<FieldWiring | null>(null);

type ControlAria = {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
};

/** Joins a control to the label, hint and error of the field around it; its own attributes win. */
export function useFieldControl(own: ControlAria): ControlAria {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": own["aria-invalid"] ?? (field?.isInvalid || undefined),
  };
}
