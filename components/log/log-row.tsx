import clsx from "clsx";
import { AnsiText } from "@/components/ui/ansi-text";
import { Button } from "@/components/ui/button";
import type { LogLine } from "./log-lines";

export type LogRowProps = {
  line: LogLine;
  number: number;
  isHit: boolean;
  isFound: boolean;
  /** Somebody asked for more of it than its beginning. */
  isOpened: boolean;
  onOpen: (number: number) => void;
};

/** What is shown of a long line at first. */
const FIRST_CHARACTERS = 4_000;
/** Beyond this a line is cut on the screen: one line of a megabyte would stop the page. */
const MOST_CHARACTERS = 64 * 1_024;

export function LogRow({ line: { text, from }, number, isHit, isFound, isOpened, onOpen }: LogRowProps) {
  const shown = isOpened ? MOST_CHARACTERS : FIRST_CHARACTERS;
  const more = Math.min(text.length, MOST_CHARACTERS) - shown;
  const cut = text.length - MOST_CHARACTERS;
  return (
    <div className={clsx("l grid-cols-[52px_minmax(0,1fr)]", isHit && "hit", isFound && !isHit && "bg-hover")} data-line={number}>
      <i>{number}</i>
      <span>
        <AnsiText text={text.slice(0, shown)} from={from} />
        {more > 0 && (
          <>
            {" … "}
            <Button size="sm" onClick={() => onOpen(number)}>
              Show {more.toLocaleString("en-GB")} more characters<span className="vh"> of line {number}</span>
            </Button>
          </>
        )}
        {cut > 0 && more <= 0 && <em className="q"> … {cut.toLocaleString("en-GB")} more characters in the full log</em>}
      </span>
    </div>
  );
}
