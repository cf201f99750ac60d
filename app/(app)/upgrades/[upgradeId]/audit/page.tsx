import type { Metadata } from "next";
import { AuditView } from "@/components/audit/audit-view";
import { loadRecords } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Audit of an upgrade" };

type AuditPageProps = { readonly params: Promise<{ readonly upgradeId: string }> };

export default async function AuditPage({ params }: AuditPageProps) {
  const { upgradeId } = await params;
  return <AuditView upgradeId={upgradeId} initialRecords={await loadRecords(upgradeId)} />;
}
