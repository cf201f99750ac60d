import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { aKey, verifyEd25519 } from "@/lib/testing/ed25519";
import { checkExtension, headAfter, type HeadUpdate, type ShownCheckpoint } from "./check-extension";
import { checkpointHash, toCheckpointBytes, toCheckpointText, type Checkpoint, type SignedCheckpoint } from "./checkpoint";
import { GENESIS } from "./genesis";
import { EMPTY_TREE, findPlace, rootWith, setHead, toHeadsTree, type Head, type HeadsTree } from "./heads-tree";
import { toInstallationId } from "./signature";

const NOON = 1_700_000_000_000;

const DASHBOARD = aKey("dashboard");

/** A dashboard's side of it: chains that grow, and checkpoints of them. */
function aHistory(key = DASHBOARD) {
  let tree: HeadsTree = EMPTY_TREE;
  let last: { readonly checkpoint: Checkpoint; readonly canonical: string } | undefined;
  const heads = new Map<string, Head>();
  return {
    heads,
    grow: (counts: Readonly<Record<string, number>>, differing = ""): ShownCheckpoint => {
      let records = last?.checkpoint.records ?? 0;
      const updates: HeadUpdate[] = [];
      for (const [upgradeId, count] of Object.entries(counts)) {
        const before = heads.get(upgradeId);
        const hashes = Array.from({ length: count }, (_, index) => sha256Hex(`${differing}${upgradeId} ${(before?.length ?? 0) + index + 1}`));
        const from = before ? { length: before.length, head: before.head, trail: before.trail } : null;
        updates.push({ upgradeId, from, hashes, ...findPlace(tree, upgradeId) });
        const head = headAfter({ upgradeId, from, hashes });
        heads.set(upgradeId, head);
        tree = setHead(tree, head);
        records += count;
      }
      const checkpoint: Checkpoint = {
        installationId: toInstallationId(key.publicKey),
        number: (last?.checkpoint.number ?? 0) + 1,
        prevHash: last ? checkpointHash(last.canonical) : GENESIS,
        at: NOON,
        records,
        upgrades: heads.size,
        headsRoot: tree.root,
      };
      const canonical = toCheckpointText(checkpoint);
      last = { checkpoint, canonical };
      return { publicKey: key.publicKey, checkpoint: seal(canonical, key), updates };
    },
  };
}

function seal(canonical: string, key = DASHBOARD): SignedCheckpoint {
  return { canonical, signature: key.sign(toCheckpointBytes(canonical)) };
}

function change(shown: ShownCheckpoint, changes: Partial<Checkpoint>): ShownCheckpoint {
  return { ...shown, checkpoint: seal(toCheckpointText({ ...JSON.parse(shown.checkpoint.canonical), ...changes })) };
}

const check = (latest: ShownCheckpoint | null, shown: ShownCheckpoint) => checkExtension(latest?.checkpoint.canonical ?? null, shown, verifyEd25519);
const refused = (code: string) => ({ ok: false, error: { code } });

describe("a witness", () => {
  it("accepts every checkpoint of a history that only grows", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(..."abcdefghijklmnop"), fc.integer({ min: 1, max: 5 })), { maxLength: 8 }), (steps) => {
        const history = aHistory();
        let latest: ShownCheckpoint | null = null;
        for (const step of steps) {
          const shown = history.grow(step);
          expect(check(latest, shown)).toMatchObject({ ok: true, value: { isRepeat: false } });
          latest = shown;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes the one it has again", () => {
    const first = aHistory().grow({ a: 3 });

    expect(check(first, first)).toMatchObject({ ok: true, value: { isRepeat: true } });
  });

  it("takes on trust the first it is ever shown", () => {
    const history = aHistory();
    history.grow({ a: 3 });

    expect(check(null, { ...history.grow({ a: 1 }), updates: [] })).toMatchObject({ ok: true });
  });

  it("does not take on trust a first checkpoint that its records do not lead to", () => {
    expect(check(null, { ...aHistory().grow({ a: 3 }), updates: [] })).toMatchObject(refused("checkpoint-forked"));
  });

  it("refuses one smaller than it has", () => {
    const history = aHistory();
    const first = history.grow({ a: 3 });

    expect(check(history.grow({ a: 1 }), first)).toMatchObject(refused("checkpoint-smaller"));
  });

  it("refuses another history of the same length", () => {
    expect(check(aHistory().grow({ a: 3 }), aHistory().grow({ a: 3 }, "other "))).toEqual({
      ok: false,
      error: { code: "checkpoint-forked", message: "Another checkpoint 1 was seen before; there are two histories." },
    });
  });

  it("refuses a longer history that does not hold what it saw", () => {
    const other = aHistory();
    other.grow({ a: 3 }, "other ");

    expect(check(aHistory().grow({ a: 3 }), other.grow({ a: 1 }))).toMatchObject(refused("checkpoint-forked"));
  });

  it("asks for the ones between", () => {
    const history = aHistory();
    const first = history.grow({ a: 3 });
    history.grow({ a: 1 });

    expect(check(first, history.grow({ b: 1 }))).toMatchObject(refused("checkpoint-not-next"));
  });

  it("refuses another installation", () => {
    const other = aHistory(aKey("other"));
    const first = aHistory().grow({ a: 3 });

    expect(check(first, other.grow({ a: 3 }))).toMatchObject(refused("checkpoint-forked"));
  });

  it("refuses what the installation did not sign", () => {
    const shown = aHistory().grow({ a: 3 });
    const signature = seal(shown.checkpoint.canonical, aKey("other")).signature;

    expect(check(null, { ...shown, checkpoint: { ...shown.checkpoint, signature } })).toMatchObject(refused("checkpoint-unsigned"));
    expect(check(null, { ...shown, publicKey: aKey("other").publicKey })).toMatchObject(refused("checkpoint-unsigned"));
    expect(check(null, { ...shown, checkpoint: seal(` ${shown.checkpoint.canonical}`) })).toMatchObject(refused("checkpoint-unsigned"));
  });

  it.each([
    ["a link to another checkpoint", { prevHash: sha256Hex("x") }],
    ["fewer records", { records: 3 }],
    ["more upgrades", { upgrades: 9 }],
    ["other heads", { headsRoot: sha256Hex("x") }],
  ] as const)("refuses %s, however well signed", (_, changes) => {
    const history = aHistory();
    const first = history.grow({ a: 3, b: 2 });

    expect(check(first, change(history.grow({ a: 1, c: 1 }), changes))).toMatchObject(refused("checkpoint-forked"));
  });

  it("refuses an upgrade that starts again", () => {
    const history = aHistory();
    const first = history.grow({ a: 3, b: 2 });
    const second = history.grow({ a: 1 });
    const updates = second.updates.map((update) => ({ ...update, from: null }));

    expect(check(first, { ...second, updates })).toMatchObject(refused("checkpoint-forked"));
  });
});

describe("the tree of heads", () => {
  const aHead = (upgradeId: string): Head => ({ upgradeId, length: 1, head: sha256Hex(upgradeId), trail: sha256Hex(`trail ${upgradeId}`) });
  const heads = Array.from({ length: 1_000 }, (_, index) => aHead(`upgrade-${index}`));

  it("has one root, whatever the order", () => {
    const grown = heads.slice(0, 200).reduceRight(setHead, EMPTY_TREE);

    expect(toHeadsTree(heads.slice(0, 200)).root).toBe(grown.root);
  });

  it("proves one head among a thousand with few hashes", () => {
    const tree = toHeadsTree(heads);
    const ways = heads.map(({ upgradeId }) => findPlace(tree, upgradeId));

    expect(heads.every((head, index) => rootWith(head, ways[index]?.siblings ?? []) === tree.root)).toBe(true);
    expect(Math.max(...ways.map(({ siblings }) => siblings.length))).toBeLessThan(40);
    expect(rootWith({ ...aHead("upgrade-7"), length: 2 }, ways[7]?.siblings ?? [])).not.toBe(tree.root);
  });
});
