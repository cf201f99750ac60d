import type { ThreadPlace } from "@/lib/core/comment/place";

const SIGN = { old: "-", new: "+" } as const;

/** The line a comment was written on, as it read then. */
export function QuotedLine({ place: { line, snapshot } }: { place: ThreadPlace }) {
  if (line === null) return null;
  return (
    <figure className="cm-quote">
      <figcaption className="q small">
        {line.side === "old" ? "Removed line" : "Line"} {line.number} in snapshot {snapshot}
      </figcaption>
      <pre className={line.side === "old" ? "d" : "a"}>
        {SIGN[line.side]} {line.text}
      </pre>
    </figure>
  );
}
