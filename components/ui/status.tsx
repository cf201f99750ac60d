import clsx from "clsx";
import type { ReactNode } from "react";
import { STATUS_SHAPES } from "./icon-shapes";
import { STATUS_WORD, type StatusName } from "./status-name";

export type StatusProps = {
  s: StatusName;
  /** The word; the status's own when left out. */
  children?: ReactNode | undefined;
  className?: string | undefined;
};

/** A status in running text: shape, word, colour. */
export function Status({ s, children, className }: StatusProps) {
  return (
    <span className={clsx("st", className)} data-s={s}>
      <StatusSvg s={s} />
      <span>{children ?? STATUS_WORD[s]}</span>
    </span>
  );
}

/** The same on a tint, for titles and headers. */
export function StatusChip({ className, ...props }: StatusProps) {
  return <Status {...props} className={clsx("st-chip", className)} />;
}

export type StatusShapeProps = {
  s: StatusName;
  /** What the shape says; the status's own word when left out, nothing when null (a word stands beside it). */
  label?: string | null | undefined;
  size?: 12 | 14 | 16 | undefined;
  className?: string | undefined;
};

/** The shape alone, for dense tables. */
export function StatusShape({ s, label, size = 16, className }: StatusShapeProps) {
  return (
    <span className={clsx("g", className)} data-s={s}>
      <StatusSvg s={s} size={size} label={label === undefined ? STATUS_WORD[s] : label} />
    </span>
  );
}

type StatusSvgProps = { s: StatusName; size?: 12 | 14 | 16; label?: string | null };

function StatusSvg({ s, size = 16, label = null }: StatusSvgProps) {
  const className = clsx("i", size !== 16 && `i-${size}`);
  if (label === null) {
    return (
      <svg className={className} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
        {STATUS_SHAPES[s]}
      </svg>
    );
  }
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 16 16" role="img" aria-label={label}>
      <title>{label}</title>
      {STATUS_SHAPES[s]}
    </svg>
  );
}
