import clsx from "clsx";
import { CopyButton } from "./copy-button";

export type HashProps = {
  value: string;
  /** A word before it: "tree". */
  what?: string | undefined;
  length?: number | undefined;
  /** Leaves the copy button out, for dense rows and inside links. */
  plain?: boolean | undefined;
  className?: string | undefined;
};

/** The beginning of a hash; the whole of it in the title and on the clipboard. */
export function Hash({ value, what, length = 7, plain = false, className }: HashProps) {
  return (
    <span className={clsx("hash", !plain && "hash-copy", className)}>
      {what && <span className="hash-what">{what} </span>}
      <span title={value}>{value.slice(0, length)}</span>
      {!plain && <CopyButton text={value} what={what ? `${what} hash` : "hash"} />}
    </span>
  );
}
