import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "./icon";

export type FlagProps = {
  /** Red speaks of loss, amber of care. */
  tone: "loss" | "care";
  children: ReactNode;
  title?: string | undefined;
};

/** A triangle and a word that must not be missed. */
export function Flag({ tone, children, title }: FlagProps) {
  return (
    <span className={clsx("flag", tone === "care" && "warn")} title={title}>
      <Icon name="triangle" size={12} />
      {children}
    </span>
  );
}
