import type { Metadata } from "next";
import { ChecklistScreen } from "@/components/checklist/checklist-screen";
import { loadUpgrade, nameUpgrade } from "../load-upgrade";

type ChecklistRouteProps = { readonly params: Promise<{ upgradeId: string }> };

export async function generateMetadata({ params }: ChecklistRouteProps): Promise<Metadata> {
  return { title: `Checklist of ${await nameUpgrade((await params).upgradeId)}` };
}

/** The QA checklists of an upgrade, made for a phone. */
export default async function ChecklistRoute({ params }: ChecklistRouteProps) {
  const { upgradeId } = await params;
  const { records, people } = await loadUpgrade(upgradeId);
  return <ChecklistScreen upgradeId={upgradeId} records={records} people={people} />;
}
