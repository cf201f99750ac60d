import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CursorStore } from "@/lib/ports/cursor-store";
import type { MakeSubject, Subject } from "./subject";

/** What every cursor store does. */
export function describeCursorStore(name: string, make: MakeSubject<CursorStore>): void {
  describe(`a cursor store ${name}`, () => {
    let subject: Subject<CursorStore>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it("starts at 0 and keeps each agent's last number", async () => {
      await subject.port.set("agent-1", 7);
      await subject.port.set("agent-1", 9);

      expect(await subject.port.get("agent-1")).toBe(9);
      expect(await subject.port.get("agent-2")).toBe(0);
    });
  });
}
