import { canonicalJson } from "@/lib/core/canonical-json";
import { digestOf, type Digest } from "@/lib/core/digest";
import { sigraV10 } from "./catalog/sigra-v1.0";
import { sigraV11 } from "./catalog/sigra-v1.1";
import type { Lane } from "./lane";
import { loadLane } from "./load-lane";

/** A lane with the digest that is recorded with every upgrade. */
export type RegisteredLane = { readonly lane: Lane; readonly digest: Digest };

const LANES: readonly RegisteredLane[] = [sigraV10, sigraV11].map((source) => {
  const lane = loadLane(source);
  return { lane, digest: laneDigest(lane) };
});

/** SHA-256 over the lane's canonical JSON. */
export function laneDigest(lane: Lane): Digest {
  return digestOf("upgrade-review/lane/1", [canonicalJson(lane)]);
}

/** Every lane this version knows, in catalogue order. */
export function listLanes(): readonly RegisteredLane[] {
  return LANES;
}

/** The lane of that id, or undefined. */
export function findLane(laneId: string): RegisteredLane | undefined {
  return LANES.find(({ lane }) => lane.id === laneId);
}
