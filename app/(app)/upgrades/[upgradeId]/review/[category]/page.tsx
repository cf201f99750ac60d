import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { FirstFiles } from "@/components/review/first-files";
import { PIECE_ROWS } from "@/components/review/flow-metrics";
import { CATEGORY_TEXT, placementSchema } from "@/lib/core/classify/category";
import { findSnapshot } from "@/lib/core/upgrade/upgrade";
import { container } from "@/lib/server/container";
import { requirePagePerson } from "@/lib/server/page-data";
import { loadFirstRows } from "@/lib/server/review/first-rows";
import { foldUpgrade } from "@/lib/services/fold-upgrade";

type BucketPageProps = {
  readonly params: Promise<{ upgradeId: string; category: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
};

export async function generateMetadata({ params }: Pick<BucketPageProps, "params">): Promise<Metadata> {
  const { data } = placementSchema.safeParse((await params).category);
  if (!data) return {};
  return { title: `Review ${data === "unclassified" ? "unclassified hunks" : CATEGORY_TEXT[data].title}` };
}

/** One bucket of the review: what stands at its top, so that there is something to read before the page is alive. */
export default async function BucketPage({ params, searchParams }: BucketPageProps) {
  const person = await requirePagePerson();
  const { upgradeId, category } = await params;
  const { data: placement } = placementSchema.safeParse(category);
  if (!placement) notFound();
  const { upgrade } = await foldUpgrade(container().log, upgradeId);
  const snapshot = upgrade && findSnapshot(upgrade);
  if (!snapshot) return null;
  preload(`/api/upgrades/${upgradeId}/snapshots/${snapshot.number}/index`, { as: "fetch", crossOrigin: "anonymous" });
  preload(`/api/upgrades/${upgradeId}/opened`, { as: "fetch", crossOrigin: "anonymous" });
  const owedFirstFor = (await searchParams).order === "files" ? null : person;
  const content = { upgradeId, snapshot: snapshot.number, placement, assignments: upgrade.assignments };
  const first = await loadFirstRows({ ...content, layout: "unified", owedFirstFor }, PIECE_ROWS);
  return first && <FirstFiles first={first} />;
}
