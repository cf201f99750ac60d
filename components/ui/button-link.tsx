import clsx from "clsx";
import { AppLink, type AppLinkProps } from "./app-link";
import { type ButtonLook, buttonClass } from "./button-class";
import { Icon, type IconName } from "./icon";
import { Kbd } from "./kbd";

export type ButtonLinkProps = ButtonLook & {
  icon?: IconName | undefined;
  keys?: string | undefined;
} & AppLinkProps;

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, block, icon, keys, className, children, ...rest }: ButtonLinkProps) {
  return (
    <AppLink {...rest} className={clsx(buttonClass({ variant, size, block }), className)}>
      {icon && <Icon name={icon} size={14} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </AppLink>
  );
}
