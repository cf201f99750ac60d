import clsx from "clsx";
import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon";

export type IconButtonProps = {
  icon: IconName;
  /** What it does, for the screen reader and as the title. */
  label: string;
  size?: 12 | 14 | 16 | undefined;
} & Omit<ComponentProps<"button">, "children" | "aria-label">;

export function IconButton({ icon, label, size = 14, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} {...rest} className={clsx("icon-btn", className)} aria-label={label}>
      <Icon name={icon} size={size} />
    </button>
  );
}
