import { useMemo } from "react";
import { toTextParts } from "@/lib/core/comment/mention";

/** What somebody wrote: text, code and names. Addresses and tags are text. */
export function CommentText({ body, names }: { body: string; names: readonly string[] }) {
  const parts = useMemo(() => toTextParts(body, names), [body, names]);
  return (
    <p className="cm-text">
      {parts.map(({ type, text }, position) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text keep their order
        if (type === "text") return <span key={position}>{text}</span>;
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text keep their order
        return type === "code" ? <code key={position}>{text}</code> : <b key={position}>{text}</b>;
      })}
    </p>
  );
}
