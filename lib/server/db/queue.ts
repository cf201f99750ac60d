import "server-only";

/** Lets one holder in at a time, in the order of asking. */
export type Queue = {
  /** Resolves when it is the caller's turn, with what ends the turn. */
  readonly enter: () => Promise<() => void>;
};

export function createQueue(): Queue {
  let last: Promise<void> = Promise.resolve();
  return {
    enter: () => {
      const before = last;
      let leave = (): void => {};
      last = new Promise((resolve) => {
        leave = resolve;
      });
      return before.then(() => leave);
    },
  };
}
