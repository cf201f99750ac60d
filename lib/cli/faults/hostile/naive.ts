import type { Target } from "./target";
import { hostileValue } from "./values";

/** What it spends on its first input; in processor time, so that it is too long on every machine. */
const SPENT_MS = 500;

/** A parser as one writes it in a hurry, for the control: it trusts types, and one input takes far too long. */
export function createNaiveParser(): Target {
  let made = 0;
  return {
    name: "naive parser",
    make: (random) => {
      made += 1;
      const isSlow = made === 1;
      const value = hostileValue(random);
      return () => {
        const before = readUsedMs();
        while (isSlow && readUsedMs() - before < SPENT_MS);
        return (value as { name: string }).name.trim();
      };
    },
  };
}

function readUsedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
