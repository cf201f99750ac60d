"use client";

import type { ReactNode } from "react";
import type { Snapshot } from "@/lib/core/upgrade/upgrade";
import { BucketContext, PlaceContext } from "./bucket-context";
import { useBucketState } from "./use-bucket-state";

/** The bucket for everything below it, of which only what shows something else is drawn anew. */
export function BucketProvider({ snapshot, children }: { snapshot: Snapshot; children: ReactNode }) {
  const { bucket, place } = useBucketState(snapshot);
  return (
    <BucketContext value={bucket}>
      <PlaceContext value={place}>{children}</PlaceContext>
    </BucketContext>
  );
}
