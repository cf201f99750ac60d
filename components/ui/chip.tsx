import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { StatusShape } from "./status";
import type { StatusName } from "./status-name";

type ChipLook = {
  children: ReactNode;
  icon?: IconName | undefined;
  status?: StatusName | undefined;
  count?: number | string | undefined;
};

export type ChipProps = ChipLook & { className?: string | undefined; title?: string | undefined };

/** A small outlined word: a label, a version, a kind. */
export function Chip({ className, title, ...look }: ChipProps) {
  return (
    <span className={clsx("chip", className)} title={title}>
      <ChipContent {...look} />
    </span>
  );
}

export type ToggleChipProps = ChipLook & { pressed: boolean } & Omit<ComponentProps<"button">, "children">;

/** A chip that filters: pressed or not. */
export function ToggleChip({ pressed, className, children, icon, status, count, ...rest }: ToggleChipProps) {
  return (
    <button type="button" {...rest} className={clsx("chip", className)} aria-pressed={pressed}>
      <ChipContent icon={icon} status={status} count={count}>
        {children}
      </ChipContent>
    </button>
  );
}

function ChipContent({ children, icon, status, count }: ChipLook) {
  return (
    <>
      {icon && <Icon name={icon} size={12} />}
      {status && <StatusShape s={status} size={12} label={null} />}
      {children}
      {count !== undefined && <span className="count">{count}</span>}
    </>
  );
}
