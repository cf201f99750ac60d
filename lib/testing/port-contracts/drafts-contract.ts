import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommentDraft } from "@/lib/contract/comments-api";
import type { Drafts } from "@/lib/ports/drafts";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { aProjection, someRecords } from "./chain-samples";
import type { MakeSubject, Subject } from "./subject";

type Port = { readonly drafts: Drafts; readonly log: UpgradeLog };

const OWNER = { personId: "p1", upgradeId: "u1" };
const OTHER = { personId: "p2", upgradeId: "u1" };

/** What all drafts do, beside the log they are published to. */
export function describeDrafts(name: string, make: MakeSubject<Port>): void {
  describe(`drafts ${name}`, () => {
    let subject: Subject<Port>;
    let drafts: Drafts;
    beforeEach(async () => {
      subject = await make();
      drafts = subject.port.drafts;
    });
    afterEach(() => subject.remove());

    it("are one person's own, on one upgrade, oldest first", async () => {
      await drafts.save(OWNER, aDraft("draft-bbbb", { savedAt: 1 }), 0);
      await drafts.save(OWNER, aDraft("draft-aaaa", { savedAt: 2 }), 0);
      await drafts.save(OTHER, aDraft("draft-aaaa", { body: "of somebody else" }), 0);
      await drafts.save(OWNER, aDraft("draft-bbbb", { savedAt: 3, body: "changed" }), 1);

      expect(await drafts.list(OWNER)).toEqual([
        { ...aDraft("draft-bbbb", { savedAt: 3, body: "changed" }), version: 2 },
        { ...aDraft("draft-aaaa", { savedAt: 2 }), version: 1 },
      ]);
      expect(await drafts.list({ personId: "p1", upgradeId: "u2" })).toEqual([]);
    });

    it("are never saved over something newer, nor brought back when they are gone", async () => {
      await drafts.save(OWNER, aDraft("draft-aaaa", { body: "first" }), 0);

      expect(await drafts.save(OWNER, aDraft("draft-aaaa", { body: "again as new" }), 0)).toBe("changed");
      expect(await drafts.save(OWNER, aDraft("draft-aaaa", { body: "second" }), 1)).toBe("saved");
      expect(await drafts.save(OWNER, aDraft("draft-aaaa", { body: "from the first" }), 1)).toBe("changed");
      expect(await drafts.list(OWNER)).toMatchObject([{ body: "second", version: 2 }]);

      await drafts.remove(OWNER, ["draft-aaaa", "draft-none"]);
      expect(await drafts.save(OWNER, aDraft("draft-aaaa"), 2)).toBe("changed");
      expect(await drafts.list(OWNER)).toEqual([]);
    });

    it("go with the records they become", async () => {
      await drafts.save(OWNER, aDraft("draft-aaaa"), 0);
      await drafts.save(OWNER, aDraft("draft-bbbb"), 0);
      await drafts.save(OTHER, aDraft("draft-aaaa"), 0);
      const published = { owner: OWNER, drafts: [{ id: "draft-aaaa", version: 1 }] };

      expect(await subject.port.log.append(someRecords("u1", 1), aProjection("u1", 1), published)).toBe("appended");

      expect(await drafts.list(OWNER)).toMatchObject([{ id: "draft-bbbb" }]);
      expect(await drafts.list(OTHER)).toMatchObject([{ id: "draft-aaaa" }]);
    });

    it("stay when the append lost a race, and stop an append that would lose what was written since", async () => {
      await drafts.save(OWNER, aDraft("draft-aaaa", { body: "as published" }), 0);
      const published = { owner: OWNER, drafts: [{ id: "draft-aaaa", version: 1 }] };
      await subject.port.log.append(someRecords("u1", 1), aProjection("u1", 1));

      expect(await subject.port.log.append(someRecords("u1", 1, undefined, "late"), aProjection("u1", 1), published)).toBe("conflict");
      expect(await drafts.list(OWNER)).toHaveLength(1);

      await drafts.save(OWNER, aDraft("draft-aaaa", { body: "written since" }), 1);
      const [first] = await subject.port.log.read("u1");
      expect(await subject.port.log.append(someRecords("u1", 1, first), aProjection("u1", 2), published)).toBe("conflict");
      expect(await subject.port.log.read("u1")).toHaveLength(1);
      expect(await drafts.list(OWNER)).toMatchObject([{ body: "written since" }]);
    });
  });
}

function aDraft(id: string, rest: Partial<CommentDraft> = {}): Omit<CommentDraft, "version"> {
  return { id, target: { type: "thread", threadId: "thread-1" }, body: "Why?", mustFix: true, savedAt: 1_795_000_000_000, ...rest };
}
