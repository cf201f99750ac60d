"use client";

import { buttonClass } from "@/components/ui/button-class";
import { Kbd } from "@/components/ui/kbd";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { showStep } from "@/lib/browser/upgrade/show-step";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import { describeNext } from "./describe-next";
import { StepLink } from "./step-link";

/** Who has to act, what they have to do, and the way there; the button is filled only when it is up to the reader. */
export function NextActionCard() {
  const view = useUpgradeView();
  const { upgrade, next, isMine, shown } = view;
  const { title, detail } = describeNext(view);
  const target = upgrade.lane.steps.find(({ id }) => id === next.stepId);
  const isElsewhere = target !== undefined && target !== shown;
  useKeys([{ keys: "n", label: "The step that is next", group: "Steps", run: () => target && showStep(upgradePath(upgrade.id, target.id)) }]);

  return (
    <section aria-labelledby="next-action">
      <h2 id="next-action">Next action</h2>
      <div className="next">
        <p className="semi mb-1">{title}</p>
        <p className="q2 small">{next.why}</p>
        {detail && <p className="q small mt-1">{detail}</p>}
        {isElsewhere && (
          <StepLink stepId={target.id} title={target.title} className={`${buttonClass({ variant: isMine ? "primary" : "default", block: true })} mt-2.5`}>
            <span className="trunc">Go to {target.title}</span>
            <Kbd keys="n" />
          </StepLink>
        )}
      </div>
    </section>
  );
}
