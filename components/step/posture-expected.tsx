"use client";

import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";

/** What the lane is made for, beside which the checkout's versions are held. */
export function PostureExpected() {
  const { upgrade } = useUpgradeView();
  const { library, sourceSeries, targetSeries } = upgrade.lane;
  return (
    <dl className="kv mt-2">
      <dt>This lane starts at</dt>
      <dd>
        {library} {sourceSeries}
      </dd>
      <dt>and leads to</dt>
      <dd>
        {library} {targetSeries}
      </dd>
    </dl>
  );
}
