type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A column of numbers that grows at its end. */
export type GrowingColumn<Column extends Numbers> = {
  readonly push: (value: number) => void;
  readonly append: (values: Column) => void;
  /** What is in it so far; good until it grows again. */
  readonly view: () => Column;
};

const FIRST_CAPACITY = 64;

export function growColumn<Column extends Numbers>(create: (length: number) => Column): GrowingColumn<Column> {
  let held = create(FIRST_CAPACITY);
  let used = 0;

  function reserve(count: number): void {
    if (used + count <= held.length) return;
    const larger = create(Math.max(2 * held.length, used + count));
    larger.set(held);
    held = larger;
  }

  return {
    push: (value) => {
      reserve(1);
      held[used] = value;
      used += 1;
    },
    append: (values) => {
      reserve(values.length);
      held.set(values, used);
      used += values.length;
    },
    view: () => held.subarray(0, used) as Column,
  };
}

export const growBytes = () => growColumn<Uint8Array>((length) => new Uint8Array(length));
export const growShorts = () => growColumn<Uint16Array>((length) => new Uint16Array(length));
export const growInts = () => growColumn<Uint32Array>((length) => new Uint32Array(length));
export const growDoubles = () => growColumn<Float64Array>((length) => new Float64Array(length));
