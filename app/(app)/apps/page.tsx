import type { Metadata } from "next";
import { AppsView } from "@/components/app/apps-view";
import { requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage() {
  await requirePagePerson();
  return <AppsView />;
}
