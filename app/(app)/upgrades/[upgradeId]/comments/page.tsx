import type { Metadata } from "next";
import { CommentsPage } from "@/components/comment/comments-page";
import { loadRecords } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Comments on an upgrade" };

type CommentsRouteProps = { readonly params: Promise<{ readonly upgradeId: string }> };

export default async function CommentsRoute({ params }: CommentsRouteProps) {
  const { upgradeId } = await params;
  return <CommentsPage upgradeId={upgradeId} initialRecords={await loadRecords(upgradeId)} />;
}
