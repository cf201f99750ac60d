import type { z } from "zod";
import type { UpgradeCommandInput } from "@/lib/contract/commands";
import { commandResultSchema, recordsPageSchema, refusalSchema, startedUpgradeSchema } from "@/lib/contract/dashboard-api";
import { openRecord, type SealedRecord } from "@/lib/core/audit/record";
import type { Category } from "@/lib/core/classify/category";
import type { ChangeKind } from "@/lib/core/diff/change";
import { type HunkDetail, PIECES_A_REQUEST, rowsAnswerSchema, toWant } from "@/lib/contract/review-api";
import { bucketDigest } from "@/lib/core/review/bucket";
import { decodeReviewIndex } from "@/lib/core/review/review-index";
import { evolve } from "@/lib/core/upgrade/evolve";
import { type Attempt, findActiveAttempt, findSnapshot, type Upgrade } from "@/lib/core/upgrade/upgrade";
import { waitUntil } from "./wait-until";
import type { PersonName } from "./people";
import { askForCookie, type World } from "./world";

/** What the dashboard answered; `body` is the parsed JSON, or the text where it is none. */
export type Answer = { readonly status: number; readonly ok: boolean; readonly body: unknown; readonly headers: Headers };

/** A file of a snapshot. */
export type ShownChange = { readonly path: string; readonly kind: ChangeKind; readonly hunks: readonly HunkDetail[] };

/** A signed-in person's way to the dashboard's API. */
export type ApiClient = {
  readonly name: PersonName;
  readonly cookie: string;
  /** One request, whatever comes of it. */
  readonly get: (path: string) => Promise<Answer>;
  readonly getBytes: (path: string) => Promise<Uint8Array>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  /** Starts an upgrade of the world's app. @throws when it is refused. */
  readonly startUpgrade: (appId: string, laneId: string) => Promise<string>;
  /** Asks for a command, whatever comes of it. */
  readonly ask: (upgradeId: string, command: UpgradeCommandInput) => Promise<Answer>;
  /** Asks for a command; the number of the record it caused. @throws when it is refused. */
  readonly command: (upgradeId: string, command: UpgradeCommandInput) => Promise<number>;
  /** Approves a bucket as it stands. @throws when it is refused. */
  readonly approve: (upgradeId: string, category: Category) => Promise<number>;
  readonly records: (upgradeId: string) => Promise<readonly SealedRecord[]>;
  /** The upgrade, folded from its records; only what is new of them is asked for. */
  readonly upgrade: (upgradeId: string) => Promise<Upgrade>;
  /** The changes of a snapshot with what is said about their hunks, as the review page reads them. */
  readonly snapshot: (upgradeId: string, number: number) => Promise<readonly ShownChange[]>;
  /** Waits until the upgrade holds something, and returns it as it then is. */
  readonly waitFor: (upgradeId: string, holds: (upgrade: Upgrade) => boolean, what: string) => Promise<Upgrade>;
  /** Waits until no agent owes a result; a served app does not count. */
  readonly waitForIdle: (upgradeId: string) => Promise<Upgrade>;
  /** Runs a step and waits for the end of that attempt. @throws when it cannot start. */
  readonly run: (upgradeId: string, stepId: string, options?: RunOptions) => Promise<Attempt>;
  /** An attempt's log as the dashboard has it. */
  readonly log: (upgradeId: string, jobId: string) => Promise<Uint8Array>;
};

export type RunOptions = Partial<Omit<Extract<UpgradeCommandInput, { type: "run" }>, "type" | "stepId">>;

/** Signs a person in anew and returns their client. */
export async function signIn(world: World, name: PersonName): Promise<ApiClient> {
  return createApiClient(world, name, await askForCookie(world.baseUrl, world.credentials(name), world.fetch));
}

/** The client of a person in the session that the world keeps for them. */
export function clientOf(world: World, name: PersonName): ApiClient {
  return createApiClient(world, name, world.cookieOf(name));
}

function createApiClient({ baseUrl, fetch = globalThis.fetch }: World, name: PersonName, cookie: string): ApiClient {
  const get = async (path: string) => toAnswer(await fetch(baseUrl + path, { headers: { cookie } }));
  const post = async (path: string, body: unknown) =>
    toAnswer(
      await fetch(baseUrl + path, { method: "POST", headers: { "content-type": "application/json", origin: baseUrl, cookie }, body: JSON.stringify(body) }),
    );
  const getBytes = async (path: string) => {
    const response = await fetch(baseUrl + path, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: expected bytes, came ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const of = (upgradeId: string) => `/api/upgrades/${upgradeId}`;

  const ask = (upgradeId: string, command: UpgradeCommandInput) => post(`${of(upgradeId)}/commands`, command);
  const command = async (upgradeId: string, wanted: UpgradeCommandInput) =>
    requireBody(await ask(upgradeId, wanted), commandResultSchema, `${name}: ${JSON.stringify(wanted)}`).seq;
  const recordsAfter = async (upgradeId: string, seq: number) =>
    requireBody(await get(`${of(upgradeId)}/records?after=${seq}`), recordsPageSchema, `the records of ${upgradeId}`).records;
  const records = (upgradeId: string) => recordsAfter(upgradeId, 0);
  const kept = new Map<string, Upgrade>();
  const upgrade = async (upgradeId: string) => {
    const news = await recordsAfter(upgradeId, kept.get(upgradeId)?.lastSeq ?? 0);
    const folded = news.reduce<Upgrade | undefined>((state, record) => evolve(state, openRecord(record)), kept.get(upgradeId));
    if (!folded) throw new Error(`upgrade ${upgradeId} has no records`);
    kept.set(upgradeId, folded);
    return folded;
  };
  const waitFor = async (upgradeId: string, holds: (upgrade: Upgrade) => boolean, what: string) => {
    let found = await upgrade(upgradeId);
    if (holds(found)) return found;
    await waitUntil(async () => {
      const { lastSeq } = found;
      found = await upgrade(upgradeId);
      return found.lastSeq > lastSeq && holds(found);
    }, what);
    return found;
  };

  return {
    name,
    cookie,
    get,
    getBytes,
    post,
    ask,
    command,
    records,
    upgrade,
    waitFor,
    startUpgrade: async (appId, laneId) =>
      requireBody(await post("/api/upgrades", { appId, laneId }), startedUpgradeSchema, `an upgrade of ${appId} along ${laneId}`).upgradeId,
    approve: async (upgradeId, category) => {
      const found = await upgrade(upgradeId);
      const snapshot = findSnapshot(found);
      if (!snapshot) throw new Error(`upgrade ${upgradeId} has no snapshot to approve`);
      return command(upgradeId, { type: "approve", category, seenDigest: bucketDigest(found, snapshot, category) });
    },
    snapshot: async (upgradeId, number) => {
      const path = `${of(upgradeId)}/snapshots/${number}`;
      const { files, hunks } = decodeReviewIndex((await getBytes(`${path}/index`)).buffer);
      const details: HunkDetail[] = [];
      while (details.length < hunks.count) {
        const count = Math.min(PIECES_A_REQUEST, hunks.count - details.length);
        const want = toWant(Array.from({ length: count }, (_none, at) => ({ hunk: details.length + at, before: 0, after: 0, from: 0, to: 0 })));
        details.push(...requireBody(await get(`${path}/rows?layout=unified&want=${want}`), rowsAnswerSchema, `hunks of snapshot ${number}`).hunks);
      }
      return files.paths.map((name, file) => ({
        path: name,
        kind: files.kinds[file] ?? "modified",
        hunks: details.slice(files.firstHunk[file], files.firstHunk[file + 1]),
      }));
    },
    waitForIdle: (upgradeId) => waitFor(upgradeId, (found) => findActiveAttempt(found) === undefined, "the agent to owe nothing"),
    run: async (upgradeId, stepId, options = {}) => {
      const seq = await command(upgradeId, { type: "run", stepId, ...options });
      const find = (found: Upgrade) => found.attempts.find((attempt) => attempt.seq === seq);
      const ended = await waitFor(upgradeId, (found) => !["sent", "running"].includes(find(found)?.progress.status ?? "sent"), `step ${stepId} to end`);
      const attempt = find(ended);
      if (!attempt) throw new Error(`record ${seq} started no attempt at ${stepId}`);
      return attempt;
    },
    log: (upgradeId, jobId) => getBytes(`${of(upgradeId)}/attempts/${jobId}/log`),
  };
}

async function toAnswer(response: Response): Promise<Answer> {
  const { status, ok, headers } = response;
  const text = await response.text();
  try {
    return { status, ok, headers, body: JSON.parse(text) };
  } catch {
    return { status, ok, headers, body: text };
  }
}

/** The refusal in an answer. @throws when it is none. */
export function refusalOf(answer: Answer): z.infer<typeof refusalSchema> {
  return refusalSchema.parse(answer.body);
}

function requireBody<Schema extends z.ZodType>(answer: Answer, schema: Schema, what: string): z.output<Schema> {
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return schema.parse(answer.body);
}
