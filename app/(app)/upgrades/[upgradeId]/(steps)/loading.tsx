import { UpgradeSkeleton } from "@/components/upgrade/upgrade-skeleton";

export default function Loading() {
  return <UpgradeSkeleton />;
}
