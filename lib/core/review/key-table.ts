/** Finds the hunk with a key, the last one where several have it; -1 where none has. */
export type KeyTable = (key: number) => number;

/** A table over keys of hunks (`toHunkKey`): a tenth of what a `Map` takes, since a large snapshot has tens of thousands. */
export function createKeyTable(keys: Float64Array): KeyTable {
  const mask = 2 ** Math.ceil(Math.log2(keys.length * 2 + 1)) - 1;
  // One more than the hunk; 0 where nothing is.
  const slots = new Uint32Array(mask + 1);
  const slotOf = (key: number): number => {
    let slot = key & mask;
    for (let hunk = slots[slot] ?? 0; hunk !== 0 && keys[hunk - 1] !== key; hunk = slots[slot] ?? 0) slot = (slot + 1) & mask;
    return slot;
  };
  for (let hunk = 0; hunk < keys.length; hunk += 1) slots[slotOf(keys[hunk] ?? 0)] = hunk + 1;
  return (key) => (slots[slotOf(key)] ?? 0) - 1;
}
