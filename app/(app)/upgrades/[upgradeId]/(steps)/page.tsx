import type { Metadata } from "next";
import { UpgradePage } from "@/components/upgrade/upgrade-page";
import { loadUpgrade, nameUpgrade } from "../load-upgrade";

type UpgradeRouteProps = { readonly params: Promise<{ upgradeId: string }> };

export async function generateMetadata({ params }: UpgradeRouteProps): Promise<Metadata> {
  return { title: await nameUpgrade((await params).upgradeId) };
}

/** One upgrade: its steps, the step in the address, and who acts next. */
export default async function UpgradeRoute({ params }: UpgradeRouteProps) {
  const { upgradeId } = await params;
  const { records, people } = await loadUpgrade(upgradeId);
  return <UpgradePage upgradeId={upgradeId} records={records} people={people} />;
}
