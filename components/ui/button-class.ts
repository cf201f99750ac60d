import clsx from "clsx";

export type ButtonLook = {
  /** One `primary` per screen; `danger` only where there is no way back. */
  variant?: "primary" | "default" | "quiet" | "danger" | undefined;
  size?: "sm" | "md" | "lg" | undefined;
  /** As wide as its column. */
  block?: boolean | undefined;
};

/** The classes of anything that looks like a button. */
export function buttonClass({ variant = "default", size = "md", block }: ButtonLook): string {
  return clsx("btn", variant !== "default" && `btn-${variant}`, size !== "md" && `btn-${size}`, block && "btn-block");
}
