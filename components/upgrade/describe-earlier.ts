import { STATUS_WORD, type StatusName } from "@/components/ui/status-name";

/** "8 earlier: 6 done, 1 waived, 1 skipped by the tool": what a fold hides, never as if all were done. */
export function describeEarlier(statuses: readonly StatusName[]): string {
  const counts = new Map<StatusName, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...counts].map(([status, count]) => `${count} ${STATUS_WORD[status].toLowerCase()}`);
  return `${statuses.length} earlier: ${parts.join(", ")}`;
}
