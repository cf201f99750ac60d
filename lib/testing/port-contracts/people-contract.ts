import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/core/people/person";
import type { People } from "@/lib/ports/people";
import type { Subject } from "./subject";

/** Makes the port with two people: `reviewer-a`, a reviewer, and `admin-a`, an administrator. */
export type MakePeople = () => Promise<Subject<People> & { readonly admin: Person; readonly reviewer: Person }>;

/** What every list of people does. */
export function describePeople(name: string, make: MakePeople): void {
  describe(`people ${name}`, () => {
    let subject: Awaited<ReturnType<MakePeople>>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it("are listed by name and found by id", async () => {
      const { port, admin, reviewer } = subject;

      expect(await port.list()).toEqual([admin, reviewer]);
      expect(await port.find(reviewer.id)).toEqual(reviewer);
      expect(await port.find("nobody")).toBeUndefined();
    });

    it("take new roles, each once", async () => {
      const { port, reviewer } = subject;

      await port.setRoles(reviewer.id, ["lead", "reviewer", "lead"]);

      expect((await port.find(reviewer.id))?.roles).toEqual(["lead", "reviewer"]);
    });

    it("throw when nobody has the id", async () => {
      await expect(subject.port.setRoles("nobody", ["lead"])).rejects.toThrow();
    });
  });
}
