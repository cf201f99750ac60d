import clsx from "clsx";
import { type AnsiPart, type AnsiStyle, parseAnsi } from "@/lib/browser/log/parse-ansi";

export type AnsiTextProps = {
  text: string;
  /** The style the line before left on. */
  from?: AnsiStyle | undefined;
};

/** Program output as text. Colours are shown, everything else a terminal would obey is spelled out. */
export function AnsiText({ text, from }: AnsiTextProps) {
  return parseAnsi(text, from).parts.map((part, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <AnsiPiece key={position} part={part} />
  ));
}

function AnsiPiece({ part }: { part: AnsiPart }) {
  if (part.kind === "escape") return <span className="ansi-escape">{part.text}</span>;
  const classes = styleClasses(part.style);
  return classes === "" ? part.text : <span className={classes}>{part.text}</span>;
}

function styleClasses({ colour, bold, dim, italic, underline, strike }: AnsiStyle): string {
  return clsx(
    colour !== null && `ansi-${colour}`,
    bold && "ansi-bold",
    dim && "ansi-dim",
    italic && "ansi-italic",
    underline && "ansi-underline",
    strike && "ansi-strike",
  );
}
