"use client";

import { Refusal } from "@/components/ui/refusal";
import type { Act } from "@/lib/browser/upgrade/use-act";

export type ActRefusalProps = {
  act: Act;
  /** What was not done: "Run the migrations was not started". */
  title: string;
};

/** The refusal of a command, in the page, until it is closed. */
export function ActRefusal({ act, title }: ActRefusalProps) {
  const { refusal, closeRefusal } = act;
  if (!refusal) return null;
  return (
    <Refusal title={title} points={refusal.details.map((what) => ({ status: "waiting", what }))} code={refusal.code} onClose={closeRefusal}>
      <p>{refusal.message}</p>
    </Refusal>
  );
}
