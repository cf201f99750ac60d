import clsx from "clsx";
import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";

export type LiveIndicatorProps = {
  state: "live" | "connecting" | "lost";
  /** After the word: "agent-1", "retrying in 4 s". */
  detail?: ReactNode | undefined;
  className?: string | undefined;
};

/** Whether what is shown follows what happens. */
export function LiveIndicator({ state, detail, className }: LiveIndicatorProps) {
  const more = detail && <>, {detail}</>;
  return (
    <span className={clsx("live-box", className)} role="status">
      {state === "live" && <span className="live">Live{more}</span>}
      {state === "connecting" && <span className={clsx("live", "live-off")}>Connecting{more}</span>}
      {state === "lost" && <Status s="interrupted">Connection lost{more}</Status>}
    </span>
  );
}
