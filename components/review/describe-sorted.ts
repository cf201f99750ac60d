/** How far the sorting of a snapshot is. */
export function describeSorted({ sorted, listed }: { readonly sorted: number; readonly listed: number }): string {
  return `${sorted.toLocaleString("en-GB")} of ${listed.toLocaleString("en-GB")} files sorted`;
}
