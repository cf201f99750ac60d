import type { Digest } from "@/lib/core/digest";

/** Stands before the first link of every chain, and where a tree is empty. */
export const GENESIS: Digest = "0".repeat(64);
