import clsx from "clsx";

export type CategoryNumber = 1 | 2 | 3 | 4 | 5 | "?";

export type CategorySquareProps = {
  number: CategoryNumber;
  /** The name, shown beside the square. */
  name?: string | undefined;
  /** The name for those who cannot see the square, when it stands alone. */
  label?: string | undefined;
  className?: string | undefined;
};

/** A category's numbered square. A number is a place: it is the same everywhere, and the key too. */
export function CategorySquare({ number, name, label, className }: CategorySquareProps) {
  return (
    <span className={clsx("cat", className)} data-cat={number === "?" ? "u" : number}>
      <b>{number}</b>
      {name ?? (label && <span className="vh">{label}</span>)}
    </span>
  );
}
