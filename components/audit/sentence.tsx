import type { Phrase } from "@/lib/core/audit/phrase";

/** A record's sentence, with names, code and quotes set off. */
export function Sentence({ phrases }: { phrases: readonly Phrase[] }) {
  return phrases.map((phrase, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the phrases of a sentence keep their order
    <SentencePart key={position} phrase={phrase} />
  ));
}

function SentencePart({ phrase: { text, mark } }: { phrase: Phrase }) {
  if (mark === "strong") return <b>{text}</b>;
  if (mark === "quote") return <q>{text}</q>;
  return mark === "code" ? <span className="mono [overflow-wrap:anywhere]">{text}</span> : text;
}
