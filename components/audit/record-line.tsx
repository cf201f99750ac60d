import type { MouseEvent } from "react";
import { Time } from "@/components/ui/time";
import type { ReadRecord } from "@/lib/browser/audit/read-records";
import { recordAnchor } from "@/lib/browser/audit/use-record-hash";
import { RecordShape } from "./record-shape";
import { Sentence } from "./sentence";

export type RecordLineProps = {
  record: ReadRecord;
  selected: boolean;
  broken: boolean;
  /** Whether its bytes are shown below it. */
  expanded: boolean | undefined;
  onChoose: () => void;
};

/** One record as a sentence; choosing it shows its bytes and hashes. */
export function RecordLine({ record, selected, broken, expanded, onChoose }: RecordLineProps) {
  const { sealed, body, sentence } = record;
  const choose = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onChoose();
  };
  return (
    <a
      className="rec"
      id={recordAnchor(sealed.seq)}
      href={`#${recordAnchor(sealed.seq)}`}
      aria-current={selected || undefined}
      aria-expanded={expanded}
      onClick={choose}
    >
      <span className="seq">
        <span className="vh">Record </span>
        {sealed.seq}
      </span>
      <span className="at">{body && <Time at={body.at} format="seconds" />}</span>
      <RecordShape event={body?.event ?? null} />
      <span className="say min-w-0 [overflow-wrap:anywhere]">
        <Sentence phrases={sentence} />
        {body && (
          <span className="only-sm q small">
            {" "}
            <Time at={body.at} format="seconds" />
          </span>
        )}
        {broken && <b className="text-(--st-failed)"> The chain breaks here.</b>}
      </span>
      <span className="hash" title={sealed.hash}>
        {sealed.hash.slice(0, 6)}
      </span>
    </a>
  );
}
