/** Up to which record of an upgrade a person has read what calls them; a private aid, not part of the audit record. */
export type ReadMarks = {
  /** By upgrade; one that is missing was never read. */
  readonly list: (personId: string) => Promise<ReadonlyMap<string, number>>;
  /** Never goes back. */
  readonly mark: (personId: string, upgradeId: string, seq: number) => Promise<void>;
};
