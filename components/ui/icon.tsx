import clsx from "clsx";
import { ICON_SHAPES } from "./icon-shapes";

export type IconName = keyof typeof ICON_SHAPES;

export type IconProps = {
  name: IconName;
  /** What the icon says when no word stands beside it. Without one it is decoration. */
  label?: string | undefined;
  size?: 12 | 14 | 16 | undefined;
  className?: string | undefined;
};

export function Icon({ name, label, size = 16, className }: IconProps) {
  const classes = clsx("i", size !== 16 && `i-${size}`, className);
  if (label === undefined) {
    return (
      <svg className={classes} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
        {ICON_SHAPES[name]}
      </svg>
    );
  }
  return (
    <svg className={classes} width={size} height={size} viewBox="0 0 16 16" role="img" aria-label={label}>
      <title>{label}</title>
      {ICON_SHAPES[name]}
    </svg>
  );
}
