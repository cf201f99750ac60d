"use client";

import { Button } from "@/components/ui/button";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { useQaChecklists } from "./use-qa-checklists";

/** What is still open, and the way to it. */
export function ChecklistFoot() {
  const { upgrade } = useUpgradeView();
  const open = useQaChecklists().flatMap((step) =>
    step.items.flatMap(({ id }, index) => (upgrade.checks.some(({ stepId, itemId }) => stepId === step.id && itemId === id) ? [] : [index + 1])),
  );
  useKeys([{ keys: "n", label: "Next open check", group: "Checks", run: goToNextOpen }]);
  return (
    <section className="qa-foot" aria-label="What is open">
      <div>
        <span className="small grow trunc" role="status">
          <b className="semi">{describeOpen(open)}</b>
        </span>
        {open.length > 0 && (
          <Button keys="n" onClick={goToNextOpen}>
            Next open
          </Button>
        )}
      </div>
    </section>
  );
}

function describeOpen(open: readonly number[]): string {
  if (open.length === 0) return "Every item has a result";
  return open.length === 1 ? `Item ${open[0]} needs a result` : `${open.length} items need a result`;
}

/** The first open line after the one that has the focus; from the end, the first of all. */
function goToNextOpen(): void {
  const cards = [...document.querySelectorAll<HTMLElement>(".qa-item")];
  const from = cards.findIndex((card) => card.contains(document.activeElement));
  const isOpen = (card: HTMLElement) => "open" in card.dataset;
  const next = cards.slice(from + 1).find(isOpen) ?? cards.find(isOpen);
  next?.scrollIntoView({ block: "start" });
  next?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
}
