import type { WaitingMention } from "@/lib/contract/comments-api";
import { listWaitingMentions } from "@/lib/core/comment/waiting-mentions";
import type { Person } from "@/lib/core/people/person";
import type { ReadMarks } from "@/lib/ports/read-marks";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";
import { foldUpgrade } from "./fold-upgrade";

type Deps = { readonly log: UpgradeLog; readonly readMarks: ReadMarks };

/** What calls a person in all open upgrades and waits for them, the longest wait first. */
export async function readMentions({ log, readMarks }: Deps, person: Person): Promise<readonly WaitingMention[]> {
  const [rows, marks] = await Promise.all([log.listRows(), readMarks.list(person.id)]);
  const open = rows.filter(({ state }) => state === "open");
  const mentions = await Promise.all(
    open.map(async ({ upgradeId }) => {
      const { upgrade } = await foldUpgrade(log, upgradeId);
      return upgrade ? listWaitingMentions(upgrade, person.id, marks.get(upgradeId) ?? 0) : [];
    }),
  );
  return mentions.flat().toSorted((a, b) => a.at - b.at);
}

/** Marks what calls a person in an upgrade as read, up to a record; returns what still waits. */
export async function markMentionsRead(
  deps: Deps,
  person: Person,
  { upgradeId, seq }: { readonly upgradeId: string; readonly seq: number },
): Promise<readonly WaitingMention[]> {
  await deps.readMarks.mark(person.id, upgradeId, seq);
  return readMentions(deps, person);
}
