import type { Target } from "./target";
import { hostileValue } from "./values";

/** A parser as one writes it in a hurry, for the control: its pattern takes twice as long with every letter, and it trusts types. */
export const naiveParser: Target = {
  name: "naive parser",
  make: (random) => {
    const value = hostileValue(random);
    const letters = random(4) === 0 ? 25 : 5;
    return () => {
      /^(a+)+$/.test(`${"a".repeat(letters)}!`);
      return (value as { name: string }).name.trim();
    };
  },
};
