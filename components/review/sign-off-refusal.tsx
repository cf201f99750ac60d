"use client";

import { Button } from "@/components/ui/button";
import { RefusalDialog } from "@/components/ui/refusal";
import type { useCommand } from "@/lib/browser/queries/upgrade";
import { useReview } from "./review-context";

export type SignOffRefusalProps = { title: string; refusal: ReturnType<typeof useCommand>["refusal"]; onClose: () => void };

/** Why nothing was signed; where the content moved on, a way to what is under review now. */
export function SignOffRefusal({ title, refusal, onClose }: SignOffRefusalProps) {
  const { shown } = useReview();
  const { newest } = shown;
  const isBehind = refusal?.code === "content-changed" && newest !== undefined && !shown.isNewest;
  return (
    <RefusalDialog
      open={refusal !== null}
      title={title}
      description={refusal?.message}
      points={refusal?.details.map((what) => ({ status: "failed", what }))}
      code={refusal?.code}
      onClose={onClose}
      actions={
        isBehind && (
          <Button
            variant="primary"
            onClick={() => {
              shown.show(newest.number);
              onClose();
            }}
          >
            Show snapshot {newest.number}
          </Button>
        )
      }
    />
  );
}
