"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/step/reason-dialog";
import { SnapshotDialog } from "@/components/step/snapshot-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

/** What is seldom done to an upgrade as a whole. */
export function UpgradeMenu() {
  const { upgrade, stops } = useUpgradeView();
  const [open, setOpen] = useState<"abandon" | "snapshot" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label="More about this upgrade"
        align="end"
        trigger={<IconButton icon="more" label="More about this upgrade" />}
        items={[
          { label: "Take a snapshot…", disabledReason: stops.snapshot()?.reason, onSelect: () => setOpen("snapshot") },
          { kind: "separator" },
          { label: "Abandon upgrade…", danger: true, disabledReason: stops.abandon()?.reason, onSelect: () => setOpen("abandon") },
        ]}
      />
      <SnapshotDialog open={open === "snapshot"} onClose={close} />
      <ReasonDialog
        open={open === "abandon"}
        onClose={close}
        text={{
          title: `Abandon the upgrade of ${upgrade.app.name}?`,
          description: "It cannot be continued afterwards. Its record stays, and the checkout stays as it is now.",
          label: "Why it is given up",
          confirm: "Abandon upgrade",
        }}
        command={(reason) => ({ type: "abandon", reason })}
        options={{ tone: "danger" }}
      />
    </>
  );
}
