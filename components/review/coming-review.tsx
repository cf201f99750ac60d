"use client";

import { CategorySquare } from "@/components/ui/category-square";
import { AppLink } from "@/components/ui/app-link";
import { Progress } from "@/components/ui/progress";
import { Status } from "@/components/ui/status";
import { useComingSnapshot } from "@/lib/browser/queries/snapshot";
import { FirstFiles } from "./first-files";
import { bucketHref, PLACEMENTS, placementText } from "./placement-text";
import { useReview } from "./review-context";

/** The first snapshot while it is taken: how far it is, what the buckets hold until now, and the first lines of this one. */
export function ComingReview() {
  const { upgrade, placement } = useReview();
  const { data } = useComingSnapshot(upgrade.id, placement, true);
  const coming = data?.coming ?? null;
  const { number, title, review, why } = placementText(placement);
  return (
    <div className="rv">
      <aside className="rv-left" aria-label="Buckets">
        <nav className="buckets" aria-label="Buckets">
          {PLACEMENTS.map((other) => (
            <AppLink key={other} className="bucket" href={bucketHref(upgrade.id, other)} aria-current={other === placement ? "page" : undefined}>
              <CategorySquare number={placementText(other).number} />
              <span className="nm trunc">
                <span className="w-lg">{placementText(other).title}</span>
                <span className="w-md">{placementText(other).shortTitle}</span>
              </span>
              <span className="count">
                {coming?.hunks[other] ?? 0}
                <span className="vh"> hunks until now</span>
              </span>
              <Status s="waiting">Being sorted</Status>
            </AppLink>
          ))}
        </nav>
      </aside>
      <main className="rv-mid" id="main">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reachable by keyboard */}
        <section className="flow" tabIndex={0} aria-label={`First lines of ${title}`}>
          <div className="flow-lead">
            <div className="guide-h">
              <CategorySquare number={number} />
              <h1 className="trunc">{title}</h1>
            </div>
            <dl className="guide">
              <dt>What to review</dt>
              <dt>Why it matters</dt>
              <dd>{review}</dd>
              <dd>{why}</dd>
            </dl>
          </div>
          {coming?.first && <FirstFiles first={coming.first} />}
        </section>
      </main>
      <aside className="rv-right" aria-label="The snapshot">
        <section className="stack">
          <h2>Taking the first snapshot</h2>
          <ComingProgress files={coming?.files ?? null} />
          <p className="q small">What is here can be read already. Marks, comments and the sign-off come with the whole snapshot; it appears by itself.</p>
        </section>
      </aside>
    </div>
  );
}

function ComingProgress({ files }: { files: { readonly sorted: number; readonly listed: number } | null }) {
  const label = files === null ? "Git compares the checkout with the anchor" : describeFiles(files);
  return (
    <>
      <p role="status">{label}</p>
      <Progress label={label} total={files?.listed ?? 1} parts={[{ status: "running", count: files?.sorted ?? 0 }]} />
    </>
  );
}

function describeFiles({ sorted, listed }: { readonly sorted: number; readonly listed: number }): string {
  return `${sorted.toLocaleString("en-GB")} of ${listed.toLocaleString("en-GB")} files sorted`;
}
