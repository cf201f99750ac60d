"use client";

import clsx from "clsx";
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";
import { StatusShape } from "./status";
import { useIsHydrated } from "./use-is-hydrated";

export type ButtonProps = ButtonLook & {
  icon?: IconName | undefined;
  /** The key that does the same, shown on the button. */
  keys?: string | undefined;
  /** Work is under way: the button stays where it is and takes no second click. */
  busy?: boolean | undefined;
  /** Why it cannot be used now. The button stays focusable, and the reason stands beside it. */
  disabledReason?: ReactNode | undefined;
} & Omit<ComponentProps<"button">, "disabled">;

export function Button({
  variant,
  size,
  block,
  icon,
  keys,
  busy = false,
  disabledReason,
  className,
  type = "button",
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isHydrated = useIsHydrated();
  const hasReason = Boolean(disabledReason);
  const isOff = busy || hasReason || rest["aria-disabled"] === true;
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => (isOff ? event.preventDefault() : onClick?.(event));

  const button = (
    <button
      {...rest}
      type={type}
      // Until then the browser would send the form itself, with what is in it in the address.
      disabled={type === "submit" && !isHydrated}
      className={clsx(buttonClass({ variant, size, block }), className)}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-describedby={hasReason ? reasonId : rest["aria-describedby"]}
      onClick={handleClick}
    >
      {busy ? <StatusShape s="running" size={14} label={null} /> : icon && <Icon name={icon} size={14} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
  // The same elements with and without a reason, so that the focus stays when one comes or goes.
  return (
    <span className={hasReason ? clsx("btn-off", block && "btn-off-block") : "contents"}>
      {button}
      {hasReason && (
        <span className="btn-reason" id={reasonId}>
          {disabledReason}
        </span>
      )}
    </span>
  );
}
