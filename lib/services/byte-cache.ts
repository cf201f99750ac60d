/** Values that are costly to make, the last used ones, as many as fit into so many bytes. */
export type ByteCache<Value> = {
  /** The kept value, or the one `load` makes; asked for twice at once it is made once. A failure is not kept. */
  readonly get: (key: string, load: () => Promise<Value>) => Promise<Value>;
};

/** @param sizeOf bytes a value takes; one larger than the limit is not kept */
export function createByteCache<Value>(limitBytes: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const kept = new Map<string, { readonly value: Value; readonly size: number }>();
  const loading = new Map<string, Promise<Value>>();
  let used = 0;

  function keep(key: string, value: Value): void {
    const size = sizeOf(value);
    if (size > limitBytes) return;
    kept.set(key, { value, size });
    used += size;
    for (const [oldest, entry] of kept) {
      if (used <= limitBytes) break;
      kept.delete(oldest);
      used -= entry.size;
    }
  }

  async function make(key: string, load: () => Promise<Value>): Promise<Value> {
    try {
      const value = await load();
      keep(key, value);
      return value;
    } finally {
      loading.delete(key);
    }
  }

  return {
    get: async (key, load) => {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return found.value;
      }
      const running = loading.get(key) ?? make(key, load);
      loading.set(key, running);
      return running;
    },
  };
}
