/** Hands out what was noted: the first at once, what follows within `waitMs` together. */
type ChangeBatch<Change extends string> = {
  readonly note: (...changes: readonly Change[]) => void;
  readonly stop: () => void;
};

/** One run of a step makes half a dozen records within a moment; whoever looks at it asks once for all of them. */
export function batchChanges<Change extends string>(waitMs: number, take: (changes: ReadonlySet<Change>) => void): ChangeBatch<Change> {
  let noted = new Set<Change>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handOut = (): void => {
    timer = undefined;
    if (noted.size === 0) return;
    const changes = noted;
    noted = new Set();
    timer = setTimeout(handOut, waitMs);
    take(changes);
  };
  return {
    note: (...changes) => {
      for (const change of changes) noted.add(change);
      if (timer === undefined) handOut();
    },
    stop: () => {
      clearTimeout(timer);
      noted.clear();
    },
  };
}
