import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppPolicy } from "@/lib/core/people/policy";
import type { App, AppRegistry } from "@/lib/ports/app-registry";
import type { MakeSubject, Subject } from "./subject";

const HARBOR: App = {
  id: "harbor",
  name: "Harbor",
  path: "/srv/apps/harbor",
  agentId: "agent-1",
  standIn: null,
  addedAt: 1_795_000_000_000,
  addedBy: "person-1",
  policy: null,
};

const TWO: AppPolicy = { approvals: 2, fourEyes: "on", openedPercent: 50 };

/** What every app registry does. */
export function describeAppRegistry(name: string, make: MakeSubject<AppRegistry>): void {
  describe(`an app registry ${name}`, () => {
    let subject: Subject<AppRegistry>;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.remove());

    it("gives back what was added, oldest first", async () => {
      const lantern = { ...HARBOR, id: "lantern", addedAt: 1, standIn: "mix is a stand-in", policy: TWO } as const;

      expect(await subject.port.add(HARBOR)).toBe("added");
      expect(await subject.port.add(lantern)).toBe("added");

      expect(await subject.port.list()).toEqual([lantern, HARBOR]);
      expect(await subject.port.find("lantern")).toEqual(lantern);
      expect(await subject.port.find("nobody")).toBeUndefined();
    });

    it("keeps every change of a policy, newest first, and the newest holds", async () => {
      await subject.port.add(HARBOR);
      const first = { at: 1, by: { id: "lead-a", name: "Lead A" }, policy: TWO, reason: "A release." };
      const second = { ...first, at: 2, policy: { ...TWO, approvals: 1 }, reason: "" };

      await subject.port.setPolicy("harbor", first);
      await subject.port.setPolicy("harbor", second);

      expect((await subject.port.find("harbor"))?.policy).toEqual(second.policy);
      expect(await subject.port.listPolicyChanges("harbor")).toEqual([second, first]);
      expect(await subject.port.listPolicyChanges("lantern")).toEqual([]);
      await expect(subject.port.setPolicy("lantern", first)).rejects.toThrow();
      expect(await subject.port.listPolicyChanges("lantern")).toEqual([]);
    });

    it("refuses an id that is taken, also when two come at once", async () => {
      const outcomes = await Promise.all([subject.port.add(HARBOR), subject.port.add({ ...HARBOR, name: "Another" })]);

      expect([...outcomes].sort()).toEqual(["added", "taken"]);
      expect(await subject.port.list()).toHaveLength(1);
    });
  });
}
