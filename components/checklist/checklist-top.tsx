"use client";

import { AppLink } from "@/components/ui/app-link";
import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { findServing, findSnapshot } from "@/lib/core/upgrade/upgrade";
import { ChecklistProgress } from "./checklist-progress";
import { isWebAddress } from "./served-link";
import { useQaChecklists } from "./use-qa-checklists";

/** Which app this is, how far the checks are, and the way to the app itself. */
export function ChecklistTop() {
  const { upgrade } = useUpgradeView();
  const checklists = useQaChecklists();
  const serving = findServing(upgrade)?.progress;
  const url = serving?.status === "serving" && isWebAddress(serving.url) ? serving.url : undefined;
  const tree = findSnapshot(upgrade)?.treeId.slice(0, 7);
  return (
    <section className="qa-top top-[var(--h-top)]" aria-label="This checklist">
      <div className="row">
        <AppLink
          className="icon-btn size-11 shrink-0"
          href={upgradePath(upgrade.id, checklists[0]?.id)}
          aria-label={`Back to the upgrade of ${upgrade.app.name}`}
        >
          <Icon name="chevron-left" />
        </AppLink>
        <div className="grow">
          <h1 className="trunc text-16">{upgrade.app.name}, checklist</h1>
          <p className="small q2 trunc">
            Lane {upgrade.lane.shortTitle}
            {tree && `. Tree ${tree}`}
          </p>
        </div>
        {url && (
          <a className={buttonClass({})} href={url} target="_blank" rel="noreferrer noopener">
            Open app<span className="vh"> in a new tab</span>
          </a>
        )}
      </div>
      <ChecklistProgress steps={checklists} />
    </section>
  );
}
