import "server-only";
import { createHash, hash } from "node:crypto";
import type { Sha256 } from "@/lib/core/diff/sha256";

/** Node's SHA-256. */
export const NODE_SHA256: Sha256 = {
  of: (bytes) => hash("sha256", bytes, "hex"),
  start: () => {
    const running = createHash("sha256");
    return { update: (bytes) => void running.update(bytes), end: () => running.digest("hex") };
  },
};
