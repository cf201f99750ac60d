import clsx from "clsx";
import { AnsiText } from "@/components/ui/ansi-text";
import type { LogLine } from "./log-lines";

export type LogRowProps = { line: LogLine; number: number; isHit: boolean; isFound: boolean };

/** Beyond this a line is cut on the screen: one line of a megabyte would stop the page. */
const SHOWN_CHARACTERS = 4_000;

export function LogRow({ line: { text, from }, number, isHit, isFound }: LogRowProps) {
  const hidden = text.length - SHOWN_CHARACTERS;
  return (
    <div className={clsx("l grid-cols-[52px_minmax(0,1fr)]", isHit && "hit", isFound && !isHit && "bg-hover")} data-line={number}>
      <i>{number}</i>
      <span>
        <AnsiText text={text.slice(0, SHOWN_CHARACTERS)} from={from} />
        {hidden > 0 && <em className="q"> … {hidden.toLocaleString("en-GB")} more characters in the full log</em>}
      </span>
    </div>
  );
}
