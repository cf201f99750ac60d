"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Category } from "@/lib/core/classify/category";
import type { Digest } from "@/lib/core/digest";
import { placementText } from "./placement-text";
import { ReasonDialog } from "./reason-dialog";

export type RequestChangesProps = {
  category: Category;
  /** Of what is shown; null while that is still loading. */
  digest: Digest | null;
  /** Already written in the form. */
  note: string;
  onSent: () => void;
};

/** Says what has to change before this bucket can be approved. */
export function RequestChanges({ category, digest, note, onSent }: RequestChangesProps) {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button block disabledReason={digest === null && "The snapshot is still loading."} onClick={() => setIsAsking(true)}>
        Request changes…
      </Button>
      {digest !== null && (
        <ReasonDialog
          open={isAsking}
          onClose={close}
          title={`Request changes in ${placementText(category).title}?`}
          description="It holds the gate until you withdraw it, whatever the content becomes."
          confirmLabel="Request changes"
          hint="What has to change, so that somebody else can do it."
          initialReason={note}
          onSent={onSent}
          command={(reason) => ({ type: "request-changes", category, seenDigest: digest, reason })}
        />
      )}
    </>
  );
}
