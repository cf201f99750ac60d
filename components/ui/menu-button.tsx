import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon";

export type MenuButtonProps = {
  label: ReactNode;
  /** What is chosen now, shown stronger than the label. */
  value?: ReactNode | undefined;
} & Omit<ComponentProps<"button">, "children" | "value">;

/** A quiet trigger for a Menu: "Lane any", with a chevron. */
export function MenuButton({ label, value, className, ...rest }: MenuButtonProps) {
  return (
    <button type="button" {...rest} className={clsx("menu-btn", className)}>
      {label} {value && <b>{value}</b>}
      <Icon name="chevron-down" size={12} />
    </button>
  );
}
