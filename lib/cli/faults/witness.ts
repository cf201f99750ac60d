import type { SealedRecord } from "@/lib/core/audit/record";

/** What clients were told: everything here was acknowledged and must never change. */
export type Witness = {
  readonly fetch: typeof fetch;
  /** Numbers of records that accepted commands were answered with. */
  readonly accepted: readonly number[];
  /** Hashes of records that were shown, by number. */
  readonly shown: ReadonlyMap<number, string>;
  /** Records that were shown with two different hashes. */
  readonly contradictions: readonly string[];
};

/** Watches one upgrade's clients. An answer counts when its last byte has come. */
export function createWitness(): Witness {
  const accepted: number[] = [];
  const shown = new Map<number, string>();
  const contradictions: string[] = [];

  function see({ seq, hash }: SealedRecord): void {
    const before = shown.get(seq);
    if (before !== undefined && before !== hash) contradictions.push(`record ${seq} was shown as ${before} and as ${hash}`);
    shown.set(seq, hash);
  }

  return {
    accepted,
    shown,
    contradictions,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const { pathname } = new URL(String(input));
      if (!response.ok || !/\/(?:commands|records)$/.test(pathname)) return response;
      const text = await response.text();
      if (pathname.endsWith("/commands")) accepted.push((JSON.parse(text) as { seq: number }).seq);
      else for (const record of (JSON.parse(text) as { records: readonly SealedRecord[] }).records) see(record);
      return new Response(text, { status: response.status, headers: response.headers });
    },
  };
}
