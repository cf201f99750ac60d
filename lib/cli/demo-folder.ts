import { join } from "node:path";

/** Where the demo keeps everything; apart from real data. */
export function findDemoFolder(): string {
  return join(process.env.UPGRADE_REVIEW_DATA || "data", "demo");
}
