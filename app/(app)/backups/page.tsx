import type { Metadata } from "next";
import { BackupsView } from "@/components/backup/backups-view";
import { NotForYou } from "@/components/people/not-for-you";
import { loadBackups } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Backups" };

export default async function BackupsPage() {
  const backups = await loadBackups();
  return backups.ok ? <BackupsView initial={backups.value} /> : <NotForYou title="Backups are the administrators' page" message={backups.error.message} />;
}
