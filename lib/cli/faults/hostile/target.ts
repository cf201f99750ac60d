import type { Random } from "@/lib/core/diff/create-random";

/** Something that reads what strangers wrote. */
export type Target = {
  readonly name: string;
  /** Makes one input and returns how to give it to the product; says what is wrong with the answer. */
  readonly make: (random: Random) => () => Promise<string | undefined> | string | undefined;
};

/** A mistake of ours rather than a "no": what a refusal never is. */
export function isBug(error: unknown): boolean {
  return !(error instanceof Error) || error.message === "" || [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

/** Runs something that may refuse with a sentence; what it gave, or undefined when it refused. @throws what is no refusal */
export async function orRefused<Value>(act: () => Promise<Value> | Value): Promise<Value | undefined> {
  try {
    return await act();
  } catch (error) {
    if (isBug(error)) throw error;
    return undefined;
  }
}
