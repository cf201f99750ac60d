import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export type CareNoteProps = { title: string; children: ReactNode };

/** Something that works against the person later on: amber, with a triangle. */
export function CareNote({ title, children }: CareNoteProps) {
  return (
    <div className="note" data-s="unmet">
      <span className="g mt-px">
        <Icon name="triangle" />
      </span>
      <p className="grow">
        <b className="semi">{title}</b> {children}
      </p>
    </div>
  );
}
