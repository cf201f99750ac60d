"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";

export type CopyTextProps = {
  label: string;
  icon: IconName;
  /** Asked when it is pressed: the address is only known in the browser. */
  text: () => string;
};

type CopyState = "idle" | "copied" | "refused";

/** A button with a word that copies a text and says so, also when the browser refused. */
export function CopyText({ label, icon, text }: CopyTextProps) {
  const [state, setState] = useState<CopyState>("idle");
  const copy = () => {
    writeClipboard(text()).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  };
  return (
    <>
      <Button size="sm" icon={state === "copied" ? "tick" : icon} onClick={copy} onBlur={() => setState("idle")}>
        {label}
      </Button>
      <span className={state === "refused" ? "small q" : "vh"} role="status">
        {state === "copied" && "Copied"}
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
