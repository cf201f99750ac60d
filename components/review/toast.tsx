"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { type Said, SayContext } from "./toast-context";

const SHOWN_MS = 8_000;

/** Says what was just done, over the end of the pane, with a way to take it back. */
export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said | null>(null);

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const undo = () => {
    said?.undo?.();
    setSaid(null);
  };
  useKeys(said?.undo ? [{ keys: "u", label: "Undo what was just marked", group: "Review", run: undo }] : []);

  return (
    <SayContext value={setSaid}>
      {children}
      <div className="rv-toast-place" role="status">
        {said && (
          <div className="rv-toast">
            <span>{said.words}</span>
            {said.undo && (
              <Button size="sm" keys="u" onClick={undo}>
                Undo
              </Button>
            )}
          </div>
        )}
      </div>
    </SayContext>
  );
}
