import type { ReadMarks } from "@/lib/ports/read-marks";

/** Read marks in memory. */
export function createMemoryReadMarks(): ReadMarks {
  const people = new Map<string, Map<string, number>>();
  return {
    list: async (personId) => new Map(people.get(personId)),
    mark: async (personId, upgradeId, seq) => {
      const marks = people.get(personId) ?? new Map<string, number>();
      people.set(personId, marks.set(upgradeId, Math.max(seq, marks.get(upgradeId) ?? 0)));
    },
  };
}
