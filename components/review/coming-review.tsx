"use client";

import { CategorySquare } from "@/components/ui/category-square";
import { AppLink } from "@/components/ui/app-link";
import { Progress } from "@/components/ui/progress";
import { Segmented } from "@/components/ui/segmented";
import { Status } from "@/components/ui/status";
import { useComingSnapshot } from "@/lib/browser/queries/snapshot";
import { BucketHead } from "./bucket-head";
import { describeSorted } from "./describe-sorted";
import { FirstFiles } from "./first-files";
import { bucketHref, PLACEMENTS, placementText } from "./placement-text";
import { useReview } from "./review-context";

const NO_ORDER = [{ value: "files", label: "File order" }] as const;

/** The first snapshot while it is taken: how far it is, what the buckets hold until now, and the first lines of this one. */
export function ComingReview() {
  const { upgrade, placement } = useReview();
  const { data } = useComingSnapshot(upgrade.id, placement, true);
  const coming = data?.coming ?? null;
  const { title } = placementText(placement);
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
              <Status s="none">Being sorted</Status>
            </AppLink>
          ))}
        </nav>
      </aside>
      <main className="rv-mid" id="main">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reachable by keyboard */}
        <section className="flow" tabIndex={0} aria-label={`First lines of ${title}`}>
          <div className="flow-lead">
            {/* Keeps the place of the switch that comes with the snapshot, so that nothing below it moves then. */}
            <BucketHead
              order={<Segmented className="end invisible" label="Order of the files" options={NO_ORDER} value="files" onChange={() => undefined} />}
            />
          </div>
          {coming?.first && <FirstFiles first={coming.first} />}
        </section>
      </main>
      <aside className="rv-right" aria-label="The snapshot">
        <section className="grid gap-2">
          <h2>Taking the first snapshot</h2>
          <ComingProgress files={coming?.files ?? null} />
          <p className="q small">What is here can be read already. Marks, comments and the sign-off come with the whole snapshot; it appears by itself.</p>
        </section>
      </aside>
    </div>
  );
}

function ComingProgress({ files }: { files: { readonly sorted: number; readonly listed: number } | null }) {
  const label = files === null ? "Git compares the checkout with the anchor" : describeSorted(files);
  return (
    <>
      <p>{label}</p>
      <Progress label={label} total={files?.listed ?? 1} parts={[{ status: "running", count: files?.sorted ?? 0 }]} />
    </>
  );
}
