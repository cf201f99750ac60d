import { z } from "zod";
import { digestOf, digestSchema, type Digest } from "@/lib/core/digest";
import { GENESIS } from "./genesis";

/** Where one upgrade's chain stands. */
export const headSchema = z
  .strictObject({
    upgradeId: z.string().min(1).max(64),
    length: z.int().min(1),
    /** Hash of the last record. */
    head: digestSchema,
    /** A chain over the hashes of all its records, so that hashes alone prove that one head continues another. */
    trail: digestSchema,
  })
  .readonly();
export type Head = z.infer<typeof headSchema>;

/** Beside the way from the root to an upgrade's place: from the root down, the other side of every fork. */
export const siblingsSchema = z.array(digestSchema).max(256).readonly();

type Leaf = { readonly key: Digest; readonly hash: Digest; readonly value: Digest };
type Branch = { readonly left: Node; readonly right: Node; readonly hash: Digest };
type Node = Leaf | Branch | undefined;

/**
 * The heads of all upgrades as a binary tree over SHA-256 of the upgrade's id: an empty part has the hash
 * zero, a part with one upgrade the hash of that leaf, every other one the hash of its two halves. One
 * upgrade has exactly one place, so no tree can hold two heads of it; a root follows from the heads alone,
 * and one head is proved by some 10 hashes among 1,000 upgrades.
 */
export type HeadsTree = { readonly root: Digest; readonly node: Node };

/** What stands where an upgrade's head belongs. `other` is the neighbour whose part it will share. */
export type HeadPlace = { readonly siblings: readonly Digest[]; readonly other: { readonly key: Digest; readonly value: Digest } | null };

export const EMPTY_TREE: HeadsTree = { root: GENESIS, node: undefined };

/** The tree of the given heads, at most one for each upgrade. */
export function toHeadsTree(heads: readonly Head[]): HeadsTree {
  const leaves = heads.map(toLeaf).sort((a, b) => (a.key < b.key ? -1 : 1));
  return toTree(build(leaves, 0));
}

/** The tree with one head added or replaced. */
export function setHead(tree: HeadsTree, head: Head): HeadsTree {
  return toTree(insert(tree.node, toLeaf(head), 0));
}

/** The way from the root to where an upgrade's head is, or will be. */
export function findPlace(tree: HeadsTree, upgradeId: string): HeadPlace {
  const key = keyOf(upgradeId);
  const siblings: Digest[] = [];
  let node = tree.node;
  while (node && "left" in node) {
    const goesRight = bitAt(key, siblings.length);
    siblings.push(hashOf(goesRight ? node.left : node.right));
    node = goesRight ? node.right : node.left;
  }
  return { siblings, other: node && node.key !== key ? { key: node.key, value: node.value } : null };
}

/** The root of the tree that holds a head at the end of a way. */
export function rootWith(head: Head, siblings: readonly Digest[]): Digest {
  const leaf = toLeaf(head);
  return climb(leaf.key, leaf.hash, siblings);
}

/** The roots before and after a new upgrade's head takes its place; undefined when the neighbour cannot stand there. */
export function rootsAround(head: Head, { siblings, other }: HeadPlace): { readonly before: Digest; readonly after: Digest } | undefined {
  const leaf = toLeaf(head);
  if (!other) return { before: climb(leaf.key, GENESIS, siblings), after: climb(leaf.key, leaf.hash, siblings) };
  const depth = siblings.length;
  const shared = sharedBits(leaf.key, other.key);
  if (shared === 256 || shared < depth) return undefined;
  const neighbour: Leaf = { ...other, hash: leafHash(other.key, other.value) };
  return { before: climb(leaf.key, neighbour.hash, siblings), after: climb(leaf.key, split(neighbour, leaf, depth).hash, siblings) };
}

/** A trail with more record hashes behind it. */
export function extendTrail(trail: Digest, hashes: readonly Digest[]): Digest {
  return hashes.reduce((before, hash) => digestOf("upgrade-review/trail/1", [before, hash]), trail);
}

function toTree(node: Node): HeadsTree {
  return { root: hashOf(node), node };
}

function build(leaves: readonly Leaf[], depth: number): Node {
  const [first] = leaves;
  if (!first || leaves.length === 1) return first;
  if (depth === 256) throw new Error("heads tree: expected one head for each upgrade");
  const cut = leaves.findIndex(({ key }) => bitAt(key, depth));
  const at = cut === -1 ? leaves.length : cut;
  return toBranch(build(leaves.slice(0, at), depth + 1), build(leaves.slice(at), depth + 1));
}

function insert(node: Node, leaf: Leaf, depth: number): Node {
  if (!node) return leaf;
  if (!("left" in node)) return node.key === leaf.key ? leaf : split(node, leaf, depth);
  return bitAt(leaf.key, depth) ? toBranch(node.left, insert(node.right, leaf, depth + 1)) : toBranch(insert(node.left, leaf, depth + 1), node.right);
}

/** Two leaves under one place: forks until their keys part. */
function split(one: Leaf, two: Leaf, depth: number): Branch {
  const [oneRight, twoRight] = [bitAt(one.key, depth), bitAt(two.key, depth)];
  if (oneRight !== twoRight) return oneRight ? toBranch(two, one) : toBranch(one, two);
  const below = split(one, two, depth + 1);
  return oneRight ? toBranch(undefined, below) : toBranch(below, undefined);
}

function toBranch(left: Node, right: Node): Branch {
  return { left, right, hash: branchHash(hashOf(left), hashOf(right)) };
}

function climb(key: Digest, hash: Digest, siblings: readonly Digest[]): Digest {
  return siblings.reduceRight((below, sibling, depth) => (bitAt(key, depth) ? branchHash(sibling, below) : branchHash(below, sibling)), hash);
}

function toLeaf({ upgradeId, length, head, trail }: Head): Leaf {
  const key = keyOf(upgradeId);
  const value = digestOf("upgrade-review/head/1", [upgradeId, String(length), head, trail]);
  return { key, value, hash: leafHash(key, value) };
}

function keyOf(upgradeId: string): Digest {
  return digestOf("upgrade-review/head-key/1", [upgradeId]);
}

function leafHash(key: Digest, value: Digest): Digest {
  return digestOf("upgrade-review/head-leaf/1", [key, value]);
}

function branchHash(left: Digest, right: Digest): Digest {
  return digestOf("upgrade-review/head-branch/1", [left, right]);
}

function hashOf(node: Node): Digest {
  return node?.hash ?? GENESIS;
}

function bitAt(key: Digest, depth: number): boolean {
  return ((Number.parseInt(key.charAt(depth >> 2), 16) >> (3 - (depth & 3))) & 1) === 1;
}

function sharedBits(one: Digest, two: Digest): number {
  let shared = 0;
  while (shared < 256 && bitAt(one, shared) === bitAt(two, shared)) shared += 1;
  return shared;
}
