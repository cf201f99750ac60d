"use client";

import { useMemo } from "react";
import { ToggleChip } from "@/components/ui/chip";
import { LABEL_TEXT, type Label } from "@/lib/core/classify/category";
import { countLabels } from "@/lib/core/review/view-list";
import { useShownBucket } from "./bucket-context";

/** The labels of this bucket's hunks; a pressed one narrows what is shown. */
export function LabelFilter() {
  const { index, list, filter, setFilter } = useShownBucket();
  const counts = useMemo(() => countLabels(index, list), [index, list]);
  if (counts.length === 0) return null;
  const toggle = (label: Label) => {
    const others = filter.labels.filter((other) => other !== label);
    setFilter({ labels: others.length === filter.labels.length ? [...others, label] : others });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wrap its chips
    <div className="labels" role="group" aria-label="Labels">
      {counts.map(({ label, hunks }) => (
        <ToggleChip key={label} pressed={filter.labels.includes(label)} count={hunks} onClick={() => toggle(label)}>
          {LABEL_TEXT[label]}
        </ToggleChip>
      ))}
    </div>
  );
}
