"use client";

import { useState } from "react";
import { Menu } from "@/components/ui/menu";
import { MenuButton } from "@/components/ui/menu-button";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Step } from "@/lib/core/lane/lane";
import { RunDialog } from "./run-dialog";
import type { Way } from "./run-ways";

export type OtherWaysMenuProps = { step: Step; ways: readonly Way[] };

/** The declared alternatives, each asked for with a reason. */
export function OtherWaysMenu({ step, ways }: OtherWaysMenuProps) {
  const { stops } = useUpgradeView();
  const [chosen, setChosen] = useState<Way | null>(null);
  if (ways.length === 0) return null;
  return (
    <>
      <Menu
        label="Other ways to run it"
        trigger={<MenuButton label="Other ways to run it" />}
        items={ways.map((way) => ({
          label: (
            <>
              {way.title}
              <span className="mono q block">{way.argv.join(" ")}</span>
            </>
          ),
          disabledReason: stops.run(step)?.reason,
          onSelect: () => setChosen(way),
        }))}
      />
      {chosen && <RunDialog step={step} way={chosen} open onClose={() => setChosen(null)} />}
    </>
  );
}
