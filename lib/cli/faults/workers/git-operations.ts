import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckout } from "@/lib/agent/git/checkout";
import { makeCommit, planCommit } from "@/lib/agent/git/commit";
import { planBranch, pointHeadAtBranch } from "@/lib/agent/git/point-branch";
import { openRepository, type Repository } from "@/lib/agent/git/repository";
import { planSnapshot, takeSnapshot } from "@/lib/agent/git/snapshot";
import { findTreeOf, keepTree, listDifferences, takeTree } from "@/lib/agent/git/tree";
import { materialiseTree } from "@/lib/agent/sealed/materialise-tree";

/**
 * Does everything the agent does with git on one checkout: `<checkout> <own git folder> <folder>`. Before
 * each operation it makes a folder `begin-<operation>` below `<folder>`, which is seen in a trace.
 */
const [checkout = "", own = "", folder = ""] = process.argv.slice(2);
const PERSON = { name: "Ada", email: "ada@example.test" };

function open(): Repository {
  return expectOk(openRepository(checkout, own, process.env.PATH ?? ""));
}

function expectOk<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { readonly message: string } }): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

const anchor = { tree: "", commit: "" };

const OPERATIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  "open-repository": async () => open(),
  "take-tree": async () => expectOk(await takeTree(open())),
  "take-fresh-tree": async () => expectOk(await takeTree(open(), { fresh: true })),
  "read-checkout": async () => expectOk(await readCheckout(open(), "sigra")),
  branch: async () => pointHeadAtBranch(open(), "upgrade", expectOk(planBranch(open(), "upgrade"))),
  commit: async () => {
    const action = { type: "commit" as const, message: "all", paths: ["."], author: PERSON };
    const oid = await makeCommit(open(), expectOk(await planCommit(open(), action)), action, Date.now());
    Object.assign(anchor, { commit: oid, tree: await findTreeOf(open(), oid) });
  },
  "keep-tree": () => keepTree(open(), anchor.tree, []),
  "list-differences": async () => {
    writeFileSync(join(checkout, "lib/a.ex"), "changed\r\n");
    await listDifferences(open(), anchor.tree, expectOk(await takeTree(open())));
  },
  snapshot: async () => {
    const action = { type: "snapshot", anchorTree: anchor.tree, anchorCommit: anchor.commit, package: "sigra" } as const;
    await takeSnapshot(open(), action, expectOk(await planSnapshot(open(), action)), join(folder, "outputs"));
  },
  "materialise-tree": async () => expectOk(await materialiseTree(open(), anchor.tree, join(folder, "sealed"), [])),
};

for (const [name, operate] of Object.entries(OPERATIONS)) {
  mkdirSync(join(folder, `begin-${name}`));
  await operate();
}
mkdirSync(join(folder, "begin-nothing"));
rmSync(join(folder, "sealed"), { recursive: true });
process.stdout.write(`${Object.keys(OPERATIONS).length}\n`);
