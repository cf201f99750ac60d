import { AppLink } from "@/components/ui/app-link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ReadRecord } from "@/lib/browser/audit/read-records";
import { recordAnchor } from "@/lib/browser/audit/use-record-hash";
import { recordHash, type SealedRecord } from "@/lib/core/audit/record";
import { CopyText } from "./copy-text";
import { recordSubject } from "./record-subject";
import { Sentence } from "./sentence";

export type RecordDetailProps = {
  record: ReadRecord;
  /** The record after it, when there is one. */
  next: SealedRecord | undefined;
};

/** The bytes that were hashed, and the hashes that join them to their neighbours. */
export function RecordDetail({ record: { sealed, body, sentence }, next }: RecordDetailProps) {
  const { seq, canonical, prevHash, hash } = sealed;
  const recomputed = recordHash(prevHash, canonical);
  const matches = recomputed === hash;
  const subject = body && recordSubject(body);
  return (
    <>
      <div className="panel-h">
        <h2>Record {seq}</h2>
        <span className="end">
          <Status s={matches ? "done" : "failed"}>{matches ? "Hash matches" : "Hash differs"}</Status>
        </span>
      </div>
      <div className="grid gap-3 p-3">
        <p>
          <Sentence phrases={sentence} /> {subject && <AppLink href={subject.href}>{subject.label}</AppLink>}
        </p>
        {body && (
          <p className="small q2">
            <Time at={body.at} format="date" />, <Time at={body.at} format="seconds" />, <span className="mono">{body.event.type}</span>
          </p>
        )}
        <dl className="chain">
          <Link term="Previous" hash={prevHash} note={seq === 1 ? "the beginning" : `record ${seq - 1}`} />
          <Link term="Stored" hash={hash} />
          <Link term="Recomputed" hash={recomputed} note={matches ? "same" : "differs"} />
          {next && <Link term="Next" hash={next.hash} note={`record ${next.seq}`} />}
        </dl>
        <div>
          <p className="small q2 mb-1.5">Canonical JSON, the bytes that were hashed (indented here)</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className="json max-h-[50vh] overflow-auto" tabIndex={0}>
            {indent(canonical)}
          </pre>
        </div>
        <div className="row wrap">
          <CopyText icon="copy" label="Copy bytes" text={() => canonical} />
          <CopyText icon="link" label="Copy link" text={() => `${window.location.origin}${window.location.pathname}#${recordAnchor(seq)}`} />
        </div>
      </div>
    </>
  );
}

function Link({ term, hash, note }: { term: string; hash: string; note?: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {hash} {note && <span className="q font-sans">{note}</span>}
      </dd>
    </div>
  );
}

/** Laid out for reading; text that is no JSON as it is. */
function indent(canonical: string): string {
  try {
    return JSON.stringify(JSON.parse(canonical), null, 2);
  } catch {
    return canonical;
  }
}
