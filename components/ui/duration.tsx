import { formatDuration } from "./format-duration";

export type DurationProps = { ms: number; className?: string | undefined };

export function Duration({ ms, className = "num" }: DurationProps) {
  return (
    <time className={className} dateTime={`PT${Math.max(0, Math.floor(ms / 1000))}S`}>
      {formatDuration(ms)}
    </time>
  );
}
