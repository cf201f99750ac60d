import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { findStart } from "@/lib/core/review/view-owed";
import { foldRecords } from "@/lib/core/upgrade/evolve";
import { loadRecords, requirePagePerson } from "@/lib/server/page-data";

/** Sends the reader to the first bucket they owe. */
export default async function ReviewStart({ params }: { readonly params: Promise<{ upgradeId: string }> }) {
  const { upgradeId } = await params;
  const person = await requirePagePerson();
  const upgrade = foldRecords(await loadRecords(upgradeId));
  if (!upgrade) notFound();
  redirect(`/upgrades/${upgradeId}/review/${findStart(upgrade, person)}` as Route);
}
