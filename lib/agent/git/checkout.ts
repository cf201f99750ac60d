import type { Checkout } from "@/lib/contract/agent-api";
import { sha256Hex, type Digest } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import { readCheckoutFile, readCheckoutText } from "../edit/checkout-file";
import { findLockedVersion, findSchemaVersion, listRequirements } from "../edit/mix-facts";
import type { Refusal } from "../refusal";
import type { Repository } from "./repository";
import { findTreeOf, listDifferences, takeTree } from "./tree";

const SHOWN_PATHS = 100;

/** The checkout as it is now, read without running anything of its own configuration. */
export async function readCheckout(repository: Repository, packageName: string): Promise<Result<Checkout, Refusal>> {
  const tree = await takeTree(repository);
  if (!tree.ok) return tree;
  const { head, workTree } = repository;
  const headTree = head.oid === null ? null : await findTreeOf(repository, head.oid);
  const changed = headTree === tree.value ? [] : await listDifferences(repository, headTree, tree.value);
  return ok({
    branch: head.type === "branch" ? head.branch : null,
    head: head.oid,
    treeId: tree.value,
    clean: headTree === tree.value,
    changedPaths: changed.slice(0, SHOWN_PATHS),
    changedCount: changed.length,
    lockedVersion: findLockedVersion(readCheckoutText(workTree, "mix.lock") ?? "", packageName) ?? null,
    requirement: listRequirements(readCheckoutText(workTree, "mix.exs") ?? "", packageName)[0]?.text ?? null,
    schemaVersion: findSchemaVersion(readCheckoutText(workTree, "config/config.exs") ?? "") ?? null,
    lockDigest: readLockDigest(workTree),
  });
}

/** SHA-256 of `mix.lock`; null when there is none. */
export function readLockDigest(workTree: string): Digest | null {
  const lock = readCheckoutFile(workTree, "mix.lock");
  return lock === undefined ? null : sha256Hex(lock);
}
