import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";

export type ButtonLinkProps = ButtonLook & {
  icon?: IconName | undefined;
  keys?: string | undefined;
} & ComponentProps<typeof Link>;

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  variant,
  size,
  block,
  icon,
  keys,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(buttonClass({ variant, size, block }), className)}>
      {icon && <Icon name={icon} size={14} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </Link>
  );
}
