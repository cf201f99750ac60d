import type { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { openRecord, type SealedRecord } from "@/lib/core/audit/record";
import { CATEGORIES, type Category } from "@/lib/core/classify/category";
import type { Random } from "@/lib/core/diff/create-random";
import { sha256Hex } from "@/lib/core/digest";
import { bucketDigest } from "@/lib/core/review/bucket";
import { evolve } from "@/lib/core/upgrade/evolve";
import { findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { type ApiAnswer, ask, NoAnswer } from "./api";
import type { StormWorld } from "./storm-world";

/** One request of the storm and what became of it. */
export type StormRequest = {
  readonly upgradeId: string;
  readonly personId: string;
  /** Stands in the note or reason of whatever record it causes. */
  readonly marker: string;
  readonly command: UpgradeCommandInput;
  /** Null: the client hung up and does not know. */
  readonly status: number | null;
  /** What an accepted request was told. */
  readonly seq: number | null;
  readonly tookMs: number;
};

export type StormPerson = { readonly id: string; readonly cookie: string };

type Page = { upgrade: Upgrade | undefined };

/** One person's clicks on one upgrade, from a page that is read anew only now and then. */
export async function clickAway(
  { processes, publicUrl }: StormWorld,
  connections: Agent,
  person: StormPerson,
  upgradeId: string,
  clicks: number,
  random: Random,
  name: string,
): Promise<readonly StormRequest[]> {
  const anyPort = () => processes[random(processes.length)]?.port ?? 0;
  const page: Page = { upgrade: undefined };
  const made: StormRequest[] = [];
  for (let click = 0; click < clicks; click += 1) {
    if (click === 0 || random(6) === 0) await refresh(page, () => ask(connections, { ...at(anyPort()), method: "GET", path: recordsPath(upgradeId, page) }));
    const marker = `${name}-${click}`;
    const command = toCommand(page.upgrade, random, marker);
    const first = await send(command, marker, random(20) === 0);
    made.push(first);
    // Whoever heard nothing, or was told that others were first, presses the button again.
    if (first.status === null || first.status === 429) made.push(await send(command, marker, false));
  }
  return made;

  function at(port: number) {
    return { port, publicUrl, cookie: person.cookie };
  }

  async function send(command: UpgradeCommandInput, marker: string, hangUp: boolean): Promise<StormRequest> {
    const startedAt = performance.now();
    const path = `/api/upgrades/${upgradeId}/commands`;
    const answer = await ask(connections, { ...at(anyPort()), method: "POST", path, body: command, hangUp }).catch((error: unknown) => {
      if (hangUp && error instanceof NoAnswer) return null;
      throw error;
    });
    const tookMs = performance.now() - startedAt;
    return { upgradeId, personId: person.id, marker, command, tookMs, status: answer?.status ?? null, seq: toSeq(answer) };
  }
}

function recordsPath(upgradeId: string, { upgrade }: Page): string {
  return `/api/upgrades/${upgradeId}/records?after=${upgrade?.lastSeq ?? 0}`;
}

async function refresh(page: Page, read: () => Promise<ApiAnswer>): Promise<void> {
  let answer = await read();
  for (; answer.status === 429; answer = await read()) await wait(100);
  const { records } = answer.body as { records: readonly SealedRecord[] };
  // What the broken twin wrote cannot be folded; its page then stays as it is.
  try {
    page.upgrade = records.reduce<Upgrade | undefined>((state, record) => evolve(state, openRecord(record)), page.upgrade);
  } catch {
    return;
  }
}

function toSeq(answer: ApiAnswer | null): number | null {
  return answer?.status === 200 ? (answer.body as { seq: number }).seq : null;
}

/** Something a reviewer may ask for, now and then from a page that nobody was ever shown. */
function toCommand(upgrade: Upgrade | undefined, random: Random, marker: string): UpgradeCommandInput {
  const category = CATEGORIES[random(CATEGORIES.length)] ?? "router";
  const seenDigest = random(12) === 0 ? sha256Hex("another page") : digestOn(upgrade, category);
  const dice = random(100);
  if (dice < 55) return { type: "approve", category, seenDigest, note: marker };
  if (dice < 75) return { type: "request-changes", category, seenDigest, reason: marker };
  if (dice < 90) return { type: "withdraw", category, reason: marker };
  const expectationId = `absent-${random(2) === 0 ? "router" : "schema"}`;
  if (dice < 96) return { type: "accept-expectation", expectationId, reason: marker };
  return { type: "reinstate-expectation", expectationId };
}

function digestOn(upgrade: Upgrade | undefined, category: Category): string {
  const snapshot = upgrade && findSnapshot(upgrade);
  return upgrade && snapshot ? bucketDigest(upgrade, snapshot, category) : sha256Hex("nothing yet");
}
