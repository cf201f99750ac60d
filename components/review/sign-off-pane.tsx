"use client";

import { useReview } from "./review-context";
import { Requirements } from "./requirements";
import { ReviewKeys } from "./review-keys";
import { SignOffDock } from "./sign-off-dock";
import { Signatures } from "./signatures";
import { UnclassifiedDock } from "./unclassified-dock";

/** The right pane: my sign-off, what holds it back, and everybody's. */
export function SignOffPane() {
  const { placement } = useReview();
  if (placement === "unclassified") {
    return (
      <>
        <UnclassifiedDock />
        <ReviewKeys />
      </>
    );
  }
  return (
    <>
      <SignOffDock category={placement} />
      <Requirements category={placement} />
      <Signatures category={placement} />
      <ReviewKeys />
    </>
  );
}
