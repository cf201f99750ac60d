import clsx from "clsx";
import type { ReactNode } from "react";
import { type CategoryNumber, CategorySquare } from "./category-square";

export type BarListItem = {
  key: string;
  label: string;
  value: number;
  /** How the value is written: "5 h"; the number itself when left out. */
  text?: ReactNode | undefined;
  category?: CategoryNumber | undefined;
};

export type BarListProps = { items: readonly BarListItem[]; narrowLabels?: boolean | undefined };

/** Horizontal bars with their values written out. */
export function BarList({ items, narrowLabels = false }: BarListProps) {
  const largest = Math.max(1, ...items.map(({ value }) => value));
  return (
    <ul className={clsx("hb", narrowLabels && "hb-narrow")}>
      {items.map(({ key, label, value, text, category }) => (
        <li key={key}>
          {category === undefined ? (
            <span>{label}</span>
          ) : (
            <CategorySquare number={category} name={label} />
          )}
          <span className="track" data-cat={category === "?" ? "u" : category} aria-hidden="true">
            <i style={{ width: `${(100 * value) / largest}%` }} />
          </span>
          <span className="v">{text ?? value}</span>
        </li>
      ))}
    </ul>
  );
}
