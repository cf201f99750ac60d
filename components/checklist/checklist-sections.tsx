"use client";

import { Empty } from "@/components/ui/empty";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { CheckItemCard } from "./check-item-card";
import { ChecklistState } from "./checklist-state";
import { useQaChecklists } from "./use-qa-checklists";

/** Each checklist with its lines in the lane's order: a line keeps its place when it is answered. */
export function ChecklistSections() {
  const { upgrade } = useUpgradeView();
  const checklists = useQaChecklists();
  if (checklists.length === 0) return <Empty title="No checklist for QA">The lane {upgrade.lane.title} asks QA for nothing.</Empty>;
  return checklists.map((step) => (
    <section key={step.id} aria-labelledby={`checklist-${step.id}`}>
      <div className="qa-sec flex-wrap">
        <h2 id={`checklist-${step.id}`}>{step.title}</h2>
        <p className="q2 basis-full pb-2">{step.summary}</p>
      </div>
      <ChecklistState step={step} />
      {step.items.map((item, index) => (
        <CheckItemCard key={item.id} step={step} item={item} position={index + 1} />
      ))}
    </section>
  ));
}
