import { describe, expect, it } from "vitest";
import { createFlowExtras, UNDER_HEAD } from "./flow-extras";

describe("what stands among the rows of a hunk", () => {
  it("takes its guessed height until it is measured, and the measured one when it is put there again", () => {
    const extras = createFlowExtras();
    const put = (under: number) => extras.put(7, "thread", { under, node: null, guess: 150 });
    put(3);
    expect(extras.heights().get(7)).toBe(150);

    extras.measure(7, "thread", 163);
    extras.put(7, "thread", null);
    expect(extras.heights().get(7)).toBeUndefined();
    put(4);

    expect(extras.of(7)).toMatchObject([{ under: 4, height: 163 }]);
    expect(extras.heights().get(7)).toBe(163);
  });

  it("stands in the order of the rows, what belongs to the head first", () => {
    const extras = createFlowExtras();
    for (const under of [2, -3, UNDER_HEAD]) extras.put(1, `at ${under}`, { under, node: null, guess: 10 });

    expect(extras.of(1).map(({ under }) => under)).toEqual([UNDER_HEAD, -3, 2]);
    expect(extras.heights().get(1)).toBe(30);
  });
});
