"use client";

import { useState } from "react";
import { IconButton } from "./icon-button";

export type CopyButtonProps = {
  text: string;
  /** What is copied: "command", "hash". */
  what: string;
  className?: string | undefined;
};

type CopyState = "idle" | "copied" | "refused";

/** Copies a text and says so, also when the browser refused. */
export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [state, setState] = useState<CopyState>("idle");
  const copy = () => {
    writeClipboard(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  };
  return (
    <>
      <IconButton icon={state === "copied" ? "tick" : "copy"} label={`Copy ${what}`} className={className} onClick={copy} onBlur={() => setState("idle")} />
      <span className={state === "refused" ? "small q" : "vh"} role="status">
        {state === "copied" && `Copied ${what}`}
        {state === "refused" && "Not copied: select the text instead"}
      </span>
    </>
  );
}

/** The clipboard is missing where the page is not on a secure origin. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard === undefined) throw new Error("This page has no clipboard");
  await navigator.clipboard.writeText(text);
}
