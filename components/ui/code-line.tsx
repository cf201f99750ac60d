import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

export type CodeLineProps = {
  /** Shown and copied exactly as it is. */
  command: string;
  /** A word at the end: "As the guide says". */
  note?: ReactNode | undefined;
  /** The sign before it; null for text that is no command. */
  prompt?: string | null | undefined;
  className?: string | undefined;
};

/** A command or one line of code, with a button that copies it. */
export function CodeLine({ command, note, prompt = "$", className }: CodeLineProps) {
  return (
    <div className={clsx("cmd", className)}>
      {prompt !== null && (
        <span className="p" aria-hidden="true">
          {prompt}
        </span>
      )}
      <code className="grow">{command}</code>
      {note && <span className="cmd-note">{note}</span>}
      <CopyButton text={command} what={prompt === null ? "text" : "command"} />
    </div>
  );
}
