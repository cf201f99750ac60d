import { normaliseKeys } from "./chord";

export type KeyBinding = {
  /** `j`, `Shift+c`, `Ctrl+k`, or a sequence of two: `g f`. */
  readonly keys: string;
  /** What it does, for the list of keys. */
  readonly label: string;
  /** Under which title the list shows it. */
  readonly group?: string | undefined;
  readonly run: () => void;
  /** Works while a field has the focus, too. */
  readonly inFields?: boolean | undefined;
};

/** Keys of the page come before keys that work everywhere. */
export type KeyScope = "page" | "everywhere";

export type KeySlot = {
  set(bindings: readonly KeyBinding[]): void;
  close(): void;
};

export type KeyRegistry = {
  open(scope: KeyScope): KeySlot;
  /** Every binding in force, page first. */
  list(): readonly KeyBinding[];
  /** Runs what a chord, or the sequence it ends, stands for. Says whether the chord was used. */
  press(chord: string, at: number, isInField: boolean): boolean;
};

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1200;

type Slot = { readonly scope: KeyScope; bindings: readonly KeyBinding[] };

export function createKeyRegistry(): KeyRegistry {
  let slots: readonly Slot[] = [];
  let pending: { readonly chord: string; readonly until: number } | null = null;

  const list = () =>
    [...slots.filter(({ scope }) => scope === "page"), ...slots.filter(({ scope }) => scope === "everywhere")].flatMap(({ bindings }) => bindings);

  return {
    list,
    open(scope) {
      const slot: Slot = { scope, bindings: [] };
      slots = [slot, ...slots];
      return {
        set(bindings) {
          slot.bindings = bindings;
        },
        close() {
          slots = slots.filter((other) => other !== slot);
        },
      };
    },
    press(chord, at, isInField) {
      const usable = list().filter(({ inFields }) => !isInField || inFields);
      const first = pending !== null && at <= pending.until ? pending.chord : null;
      pending = null;
      const found = (first !== null && find(usable, [first, chord])) || find(usable, [chord]);
      if (first === null && usable.some((binding) => startsSequence(binding, chord))) {
        pending = { chord, until: at + SEQUENCE_MS };
        return true;
      }
      found?.run();
      return found !== undefined;
    },
  };
}

function find(bindings: readonly KeyBinding[], chords: readonly string[]): KeyBinding | undefined {
  return bindings.find(({ keys }) => normaliseKeys(keys).join(" ") === chords.join(" "));
}

function startsSequence({ keys }: KeyBinding, chord: string): boolean {
  const [first, second] = normaliseKeys(keys);
  return second !== undefined && first === chord;
}
