"use client";

import { Flag } from "@/components/ui/flag";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

/** Says plainly that what runs here is not the real tool. */
export function StandInNote() {
  const { upgrade } = useUpgradeView();
  const { standIn } = upgrade.app;
  if (standIn === null) return null;
  return (
    <section aria-labelledby="stand-in">
      <h2 id="stand-in">
        <Flag tone="care">Stand-in</Flag>
      </h2>
      <p className="small">{standIn}</p>
    </section>
  );
}
