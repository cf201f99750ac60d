import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import type { OpenedMarks } from "@/lib/ports/opened-marks";
import type { MakeSubject, Subject } from "./subject";

const A = sha256Hex("a");
const B = sha256Hex("b");

/** What all opened marks do. */
export function describeOpenedMarks(name: string, make: MakeSubject<OpenedMarks>): void {
  describe(`opened marks ${name}`, () => {
    let subject: Subject<OpenedMarks>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it("are one person's own", async () => {
      await subject.port.mark("p1", [A, B], 1_795_000_000_000);

      expect(await subject.port.list("p1", new Set([A]))).toEqual(new Map([[A, 1_795_000_000_000]]));
      expect(await subject.port.list("p2", new Set([A, B]))).toEqual(new Map());
    });

    it("keep the first opening", async () => {
      await subject.port.mark("p1", [A, A], 1);
      await subject.port.mark("p1", [A, B], 2);

      expect(await subject.port.list("p1", new Set([A, B]))).toEqual(
        new Map([
          [A, 1],
          [B, 2],
        ]),
      );
    });

    it("can be taken back", async () => {
      await subject.port.mark("p1", [A, B], 1);
      await subject.port.unmark("p1", [A]);

      expect(await subject.port.list("p1", new Set([A, B]))).toEqual(new Map([[B, 1]]));
    });

    it("hold for a diff of thousands of hunks", async () => {
      const hunkIds = Array.from({ length: 2_500 }, (_, index) => sha256Hex(`hunk ${index}`));
      await subject.port.mark("p1", hunkIds, 1);

      await subject.port.mark("p1", [A], 2);

      // Fewer marks than there are hunks, and more.
      expect(await subject.port.list("p1", new Set([...hunkIds, B]))).toEqual(new Map(hunkIds.map((hunkId) => [hunkId, 1])));
      expect(await subject.port.list("p1", new Set(hunkIds.slice(0, 1_200)))).toEqual(new Map(hunkIds.slice(0, 1_200).map((hunkId) => [hunkId, 1])));
    });
  });
}
