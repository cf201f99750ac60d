import type { ThreadPlace } from "@/lib/core/comment/place";

const SIGN = { old: "-", new: "+", unchanged: " " } as const;
const LOOK = { old: "d", new: "a", unchanged: undefined } as const;

/** The line a comment was written on, as it read then. */
export function QuotedLine({ place: { line, snapshot } }: { place: ThreadPlace }) {
  if (line === null) return null;
  return (
    <figure className="cm-quote">
      <figcaption className="q small">
        {line.side === "old" ? "Removed line" : "Line"} {line.number} in snapshot {snapshot}
      </figcaption>
      <pre className={LOOK[line.side]}>
        {SIGN[line.side]} {line.text}
      </pre>
    </figure>
  );
}
