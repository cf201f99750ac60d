import type { Digest } from "@/lib/core/digest";
import type { OpenedMarks } from "@/lib/ports/opened-marks";

/** Opened marks in memory; the first opening counts. */
export function createMemoryOpenedMarks(): OpenedMarks {
  const people = new Map<string, Map<Digest, number>>();
  const of = (personId: string) => {
    const marks = people.get(personId) ?? new Map<Digest, number>();
    people.set(personId, marks);
    return marks;
  };
  return {
    list: async (personId, hunkIds) => new Map([...of(personId)].filter(([hunkId]) => hunkIds.has(hunkId))),
    mark: async (personId, hunkIds, at) => {
      const marks = of(personId);
      for (const hunkId of hunkIds) if (!marks.has(hunkId)) marks.set(hunkId, at);
    },
    unmark: async (personId, hunkIds) => {
      for (const hunkId of hunkIds) of(personId).delete(hunkId);
    },
  };
}
