import clsx from "clsx";

export type SkeletonProps = {
  /** What is being loaded, for the screen reader. */
  label?: string | undefined;
  lines?: number | undefined;
  className?: string | undefined;
};

const WIDTHS = ["w-full", "w-11/12", "w-2/3", "w-4/5"] as const;

/** Keeps the place of what is loading. It does not move: only what runs moves. */
export function Skeleton({ label = "Loading", lines = 3, className }: SkeletonProps) {
  return (
    <div className={clsx("skel", className)} role="status">
      <span className="vh">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <i key={line} className={WIDTHS[line % WIDTHS.length]} />
      ))}
    </div>
  );
}
