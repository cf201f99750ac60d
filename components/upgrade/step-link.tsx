"use client";

import type { MouseEvent } from "react";
import { AppLink, type AppLinkProps } from "@/components/ui/app-link";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import { showStep } from "@/lib/browser/upgrade/show-step";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

export type StepLinkProps = { stepId: string } & Omit<AppLinkProps, "href" | "onClick">;

/** A link to a step of this upgrade; the step is shown at once, without a new page. */
export function StepLink({ stepId, ...rest }: StepLinkProps) {
  const { upgrade } = useUpgradeView();
  const href = upgradePath(upgrade.id, stepId);
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    showStep(href);
  };
  return <AppLink {...rest} href={href} prefetch={false} onClick={open} />;
}
