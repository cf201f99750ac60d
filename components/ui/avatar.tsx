import clsx from "clsx";

export type AvatarProps = { name: string; className?: string | undefined };

/** Two letters of a name. Decoration: the name itself stands beside it. */
export function Avatar({ name, className }: AvatarProps) {
  return (
    <span className={clsx("av", className)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = "?", second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join("");
}
