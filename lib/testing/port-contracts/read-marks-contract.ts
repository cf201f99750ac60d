import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReadMarks } from "@/lib/ports/read-marks";
import type { MakeSubject, Subject } from "./subject";

/** What all read marks do. */
export function describeReadMarks(name: string, make: MakeSubject<ReadMarks>): void {
  describe(`read marks ${name}`, () => {
    let subject: Subject<ReadMarks>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it("are one person's own, by upgrade, and never go back", async () => {
      await subject.port.mark("p1", "u1", 5);
      await subject.port.mark("p1", "u1", 9);
      await subject.port.mark("p1", "u1", 7);
      await subject.port.mark("p1", "u2", 2);

      expect(await subject.port.list("p1")).toEqual(
        new Map([
          ["u1", 9],
          ["u2", 2],
        ]),
      );
      expect(await subject.port.list("p2")).toEqual(new Map());
    });
  });
}
