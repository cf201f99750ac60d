import type { Person } from "@/lib/core/people/person";
import { describeAppRegistry } from "@/lib/testing/port-contracts/app-registry-contract";
import { describeBlobStore } from "@/lib/testing/port-contracts/blob-store-contract";
import { describeCheckpointStore } from "@/lib/testing/port-contracts/checkpoint-store-contract";
import { describeCursorStore } from "@/lib/testing/port-contracts/cursor-store-contract";
import { describeOpenedMarks } from "@/lib/testing/port-contracts/opened-marks-contract";
import { describeDrafts } from "@/lib/testing/port-contracts/drafts-contract";
import { describePeople } from "@/lib/testing/port-contracts/people-contract";
import { describeReadMarks } from "@/lib/testing/port-contracts/read-marks-contract";
import { inMemory } from "@/lib/testing/port-contracts/subject";
import { describeUpgradeLog } from "@/lib/testing/port-contracts/upgrade-log-contract";
import { createMemoryAppRegistry } from "./memory-app-registry";
import { createMemoryBlobStore } from "./memory-blob-store";
import { createMemoryCheckpointStore } from "./memory-checkpoint-store";
import { createMemoryCursorStore } from "./memory-cursor-store";
import { createMemoryDrafts } from "./memory-drafts";
import { createMemoryOpenedMarks } from "./memory-opened-marks";
import { createMemoryPeople } from "./memory-people";
import { createMemoryReadMarks } from "./memory-read-marks";
import { createMemoryUpgradeLog } from "./memory-upgrade-log";

describeUpgradeLog("in memory", inMemory(createMemoryUpgradeLog));
describeDrafts("in memory", async () => {
  const drafts = createMemoryDrafts();
  return { port: { drafts, log: createMemoryUpgradeLog(drafts) }, remove: async () => {} };
});
describeReadMarks("in memory", inMemory(createMemoryReadMarks));
describeAppRegistry("in memory", inMemory(createMemoryAppRegistry));
describeOpenedMarks("in memory", inMemory(createMemoryOpenedMarks));
describeCursorStore("in memory", inMemory(createMemoryCursorStore));
describeBlobStore("in memory", inMemory(createMemoryBlobStore));
describePeople("in memory", async () => {
  const admin: Person = { id: "2", name: "admin-a", email: "admin-a@example.test", roles: ["administrator"] };
  const reviewer: Person = { id: "1", name: "reviewer-a", email: "reviewer-a@example.test", roles: ["reviewer"] };
  return { port: createMemoryPeople([reviewer, admin]), remove: async () => {}, admin, reviewer };
});
describeCheckpointStore(
  "in memory",
  inMemory(() => {
    const log = createMemoryUpgradeLog();
    return { checkpoints: createMemoryCheckpointStore(log), log };
  }),
);
