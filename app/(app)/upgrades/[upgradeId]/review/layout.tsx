import type { ReactNode } from "react";
import { ReviewPage } from "@/components/review/review-page";
import { loadRecords } from "@/lib/server/page-data";

type ReviewLayoutProps = { readonly params: Promise<{ upgradeId: string }>; readonly children: ReactNode };

/** The review of an upgrade; a layout, so that what the reader has before them stays from bucket to bucket. */
export default async function ReviewLayout({ params, children }: ReviewLayoutProps) {
  const { upgradeId } = await params;
  return (
    <ReviewPage upgradeId={upgradeId} initialRecords={await loadRecords(upgradeId)}>
      {children}
    </ReviewPage>
  );
}
