import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GatePass, Sealing } from "@/lib/contract/agent-api";
import { sha256Hex } from "@/lib/core/digest";
import { ok, type Result } from "@/lib/core/result";
import type { AppConfig } from "../config";
import { readCheckoutFile } from "../edit/checkout-file";
import type { Repository } from "../git/repository";
import { refuse, type Refusal } from "../refusal";
import { layDependencies } from "./lay-dependencies";
import { materialiseTree } from "./materialise-tree";
import type { SignedDependencies } from "./signed-dependencies";

/** Where a sealed program runs, and with what. */
export type SealedPlace = { readonly cwd: string; readonly environment: Readonly<Record<string, string>>; readonly sealing: Sealing };

type Sealable = {
  readonly repository: Repository;
  readonly app: AppConfig;
  readonly pass: GatePass;
  /** An own folder for this run. */
  readonly folder: string;
  /** Where the fetcher keeps archives. */
  readonly archives: string;
  readonly signed: SignedDependencies;
};

/** Lays out what was signed in a folder of the agent's, so that nothing in the checkout can change what runs. */
export async function sealRun({ repository, app, pass, folder, archives, signed }: Sealable): Promise<Result<SealedPlace, Refusal>> {
  rmSync(folder, { recursive: true, force: true });
  const cwd = join(folder, "tree");
  const tree = await materialiseTree(repository, pass.treeId, cwd, app.state);
  if (!tree.ok) return tree;
  const lock = layLockfile(repository.workTree, cwd, pass);
  if (!lock.ok) return lock;
  const to = join(cwd, "deps");
  if (existsSync(to)) return refuse("deps-differ", "The signed tree has a folder deps of its own; have the operator set this app to run unsealed.");
  const laid = await layDependencies({
    from: join(repository.workTree, "deps"),
    to,
    mixLock: lock.value,
    archives,
    scratch: join(folder, "git"),
    searchPath: repository.searchPath,
    signed: signed.find(app.id, pass.treeId),
  });
  if (!laid.ok) return laid;
  const placed = placeOperatorFiles(cwd, app) ?? linkState(repository.workTree, cwd, app);
  if (placed) return placed;
  return ok({
    cwd,
    environment: { MIX_DEPS_PATH: to, MIX_BUILD_PATH: join(folder, "build") },
    sealing: { mode: "sealed", treeId: pass.treeId, ...laid.value, files: Object.keys(app.sealedFiles), state: [...app.state] },
  });
}

/** In the tree, or left out of it but named by the gate pass. The text, empty when there is none. */
function layLockfile(workTree: string, cwd: string, { lockDigest }: GatePass): Result<string, Refusal> {
  const path = join(cwd, "mix.lock");
  const bytes = readCheckoutFile(cwd, "mix.lock") ?? readCheckoutFile(workTree, "mix.lock");
  if ((bytes ? sha256Hex(bytes) : null) !== lockDigest) {
    return refuse("lockfile-differs", "mix.lock is not the one that was signed. Take a snapshot, review it and sign again.");
  }
  if (bytes && !existsSync(path)) writeFileSync(path, bytes);
  return ok(bytes?.toString("utf8") ?? "");
}

/** What the operator, not the checkout, brings: settings that are kept out of git. */
function placeOperatorFiles(cwd: string, { sealedFiles }: AppConfig): Result<never, Refusal> | undefined {
  for (const [path, source] of Object.entries(sealedFiles)) {
    if (isThere(join(cwd, path))) return refuse("missing-file", `The signed tree has ${path} itself; take it out of sealedFiles in the agent's configuration.`);
    if (!existsSync(source)) return refuse("missing-file", `${source} is missing, which the agent's configuration names for ${path}.`);
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    cpSync(source, join(cwd, path), { dereference: true });
  }
  return undefined;
}

/** The app's own data, as a database in a file: it has to outlive the run, so it stays where it is. */
function linkState(workTree: string, cwd: string, { state }: AppConfig): Result<never, Refusal> | undefined {
  for (const path of state) {
    if (isThere(join(cwd, path))) return refuse("missing-file", `${path} is part of what is reviewed, so it is no state; change the agent's configuration.`);
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    symlinkSync(join(workTree, path), join(cwd, path));
  }
  return undefined;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
