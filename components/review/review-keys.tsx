import { Kbd } from "@/components/ui/kbd";

const KEYS = [
  ["j k", "hunk"],
  ["n p", "yours"],
  ["[ ]", "file"],
  ["o", "order"],
  ["1 – 5", "bucket"],
  ["v", "opened"],
  ["?", "all keys"],
] as const;

/** The keys worth knowing here. */
export function ReviewKeys() {
  return (
    <section aria-label="Keys">
      <h2>Keys</h2>
      <dl className="kv rv-keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>{keys.split(" ").map((key) => (key === "–" ? key : <Kbd key={key} keys={key} />))}</dt>
            <dd className="q2">{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
