import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusShape } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ChainCheck } from "@/lib/browser/audit/chain-checker";
import { recordAnchor } from "@/lib/browser/audit/use-record-hash";

export type ChainBannerProps = { check: ChainCheck; onVerifyAgain: () => void };

const SHAPE = { verifying: "running", holds: "done", broken: "failed" } as const;

/** What this browser found when it recomputed the chain. */
export function ChainBanner({ check, onVerifyAgain }: ChainBannerProps) {
  return (
    <section className="verify" data-s={SHAPE[check.status]} aria-label="Verification of the chain">
      <StatusShape s={SHAPE[check.status]} label={null} />
      <Finding check={check} />
      {check.status === "verifying" ? (
        <span />
      ) : (
        <Button size="sm" onClick={onVerifyAgain}>
          Verify again
        </Button>
      )}
      <Detail check={check} />
    </section>
  );
}

function Finding({ check }: { check: ChainCheck }) {
  switch (check.status) {
    case "verifying":
      return (
        <p>
          <b className="semi">
            Verifying {check.done} of {check.total}.
          </b>{" "}
          Your browser recomputes every hash.
        </p>
      );
    case "holds":
      return (
        <p role="status">
          <b className="semi">The chain holds.</b> Your browser recomputed {check.count} of {check.count} records at <Time at={check.at} format="seconds" />.
        </p>
      );
    case "broken":
      return (
        <p role="alert">
          <b className="semi">
            The chain breaks at <a href={`#${recordAnchor(check.seq)}`}>record {check.seq}</a>.
          </b>{" "}
          {check.problem.sentence}
        </p>
      );
  }
}

function Detail({ check }: { check: ChainCheck }) {
  switch (check.status) {
    case "verifying":
      return <p className="d">Links, numbers and what follows from what are checked as well; you can read on meanwhile.</p>;
    case "holds":
      return (
        <p className="d">
          Head{" "}
          <span className="mono" title={check.head}>
            {check.head.slice(0, 12)}…
          </span>
          , length {check.count}. <CopyButton text={check.head} what="head hash" className="align-middle" />
          <span className="hide-sm"> A break would be named here: the record, what was expected and what came.</span>
        </p>
      );
    case "broken":
      return (
        <div className="d">
          <p>
            Expected <span className="mono [overflow-wrap:anywhere]">{check.problem.expected}</span>, came{" "}
            <span className="mono [overflow-wrap:anywhere]">{check.problem.came}</span>.
          </p>
          <p>{check.held === 0 ? "No record before it holds." : `Records 1 to ${check.held} hold.`} Tell an administrator; do not rely on what comes after.</p>
        </div>
      );
  }
}
