/** Keeps what was used last, up to a weight of all together. */
export type WeighedCache<Value> = {
  /** The value under a key, made when it is not there; several askers wait for one making. */
  readonly get: (key: string, make: () => Promise<Value>) => Promise<Value>;
};

/** @param weigh weight of one value, in the unit of `most` */
export function createWeighedCache<Value>(most: number, weigh: (value: Value) => number): WeighedCache<Value> {
  const held = new Map<string, { readonly value: Value; readonly weight: number }>();
  const making = new Map<string, Promise<Value>>();
  let total = 0;

  function keep(key: string, value: Value): void {
    const weight = weigh(value);
    if (weight > most) return;
    held.set(key, { value, weight });
    total += weight;
    for (const [oldest, { weight: freed }] of held) {
      if (total <= most) return;
      held.delete(oldest);
      total -= freed;
    }
  }

  async function make(key: string, produce: () => Promise<Value>): Promise<Value> {
    try {
      const value = await produce();
      keep(key, value);
      return value;
    } finally {
      making.delete(key);
    }
  }

  return {
    get: async (key, produce) => {
      const found = held.get(key);
      if (found) {
        held.delete(key);
        held.set(key, found);
        return found.value;
      }
      const running = making.get(key) ?? make(key, produce);
      if (!held.has(key)) making.set(key, running);
      return running;
    },
  };
}
