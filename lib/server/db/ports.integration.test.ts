import { insertPerson } from "@/lib/server/db/insert-person";
import { describeAppRegistry } from "@/lib/testing/port-contracts/app-registry-contract";
import { describeCheckpointStore } from "@/lib/testing/port-contracts/checkpoint-store-contract";
import { describeCursorStore } from "@/lib/testing/port-contracts/cursor-store-contract";
import { describeOpenedMarks } from "@/lib/testing/port-contracts/opened-marks-contract";
import { describeDrafts } from "@/lib/testing/port-contracts/drafts-contract";
import { describePeople } from "@/lib/testing/port-contracts/people-contract";
import { describeReadMarks } from "@/lib/testing/port-contracts/read-marks-contract";
import type { MakeSubject } from "@/lib/testing/port-contracts/subject";
import { describeUpgradeLog } from "@/lib/testing/port-contracts/upgrade-log-contract";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";

describeUpgradeLog(
  "in the database",
  inDatabase(({ log }) => log),
);
describeAppRegistry(
  "in the database",
  inDatabase(({ apps }) => apps),
);
describeOpenedMarks(
  "in the database",
  inDatabase(({ marks }) => marks),
);
describeDrafts(
  "in the database",
  inDatabase(({ drafts, log }) => ({ drafts, log })),
);
describeReadMarks(
  "in the database",
  inDatabase(({ readMarks }) => readMarks),
);
describeCursorStore(
  "in the database",
  inDatabase(({ cursors }) => cursors),
);
describePeople("in the database", async () => {
  const database = await createTemporaryDatabase();
  const add = async (name: string, role: "reviewer" | "administrator") => {
    const person = { name, email: `${name}@example.test`, roles: [role], passwordHash: "none" } as const;
    const added = await database.clients.writeTransaction((tx) => insertPerson(tx, person));
    if (!added) throw new Error(`expected ${name} to be new`);
    return added;
  };
  const reviewer = await add("reviewer-a", "reviewer");
  return { port: database.people, remove: database.remove, reviewer, admin: await add("admin-a", "administrator") };
});

function inDatabase<Port>(pick: (database: TemporaryDatabase) => Port): MakeSubject<Port> {
  return async () => {
    const database = await createTemporaryDatabase();
    return { port: pick(database), remove: database.remove };
  };
}
describeCheckpointStore(
  "in the database",
  inDatabase(({ checkpoints, log }) => ({ checkpoints, log })),
);
