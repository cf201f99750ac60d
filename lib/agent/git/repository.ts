import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@/lib/core/result";
import { findRealPath, isInside } from "../apps/real-path";
import { refuse, type Refusal } from "../refusal";
import { findHead, type Head } from "./head";

/** A checkout with the agent's own git folder for it. Every git call goes through the latter. */
export type Repository = {
  /** Real path of the checkout. */
  readonly workTree: string;
  readonly dotGit: string;
  readonly head: Head;
  /** Agent-owned bare git folder: own index, own attributes, no configuration of the checkout. */
  readonly own: string;
  readonly searchPath: string;
  /** Whether repositories inside the checkout are left out. Only where nothing is signed or run: else a tree id must cover everything. */
  readonly leavesOutNested?: boolean;
};

/**
 * Attributes that win over every `.gitattributes` in the checkout: bytes are taken as they are, no
 * filter, driver or conversion runs. `!diff` (not `-diff`, which would make everything binary) drops
 * diff drivers and keeps git's own detection of binary files.
 */
const ATTRIBUTES = "* -text -eol -ident -filter -working-tree-encoding !diff -merge -export-subst -export-ignore\n";

/**
 * Opens a checkout and brings its agent-owned git folder up to date.
 *
 * Refuses what it cannot read without the checkout's own configuration: a `.git` that is no folder, a
 * linked work tree, the reftable format, folders that lead outside.
 */
export function openRepository(workTree: string, own: string, searchPath: string): Result<Repository, Refusal> {
  const dotGit = join(workTree, ".git");
  const problem = findProblem(dotGit);
  if (problem) return refuse("not-a-checkout", `${workTree}: ${problem}.`);
  const head = findHead(dotGit);
  if (!head) return refuse("not-a-checkout", `${workTree}: .git/HEAD names neither a branch nor a commit; check out a branch first.`);

  writeOwnFolder(own, dotGit, head);
  return ok({ workTree, dotGit, head, own, searchPath });
}

function findProblem(dotGit: string): string | undefined {
  const found = lstatSync(dotGit, { throwIfNoEntry: false });
  if (!found) return "has no .git folder; the app must be the top folder of a git checkout";
  if (!found.isDirectory()) return ".git is not a folder (a linked work tree or submodule); use a plain clone";
  if (existsSync(join(dotGit, "commondir"))) return ".git belongs to another work tree; use a plain clone";
  if (existsSync(join(dotGit, "reftable"))) return "keeps its references as reftable, which this agent does not read; use the files format";
  for (const name of ["objects", "refs", "refs/heads"]) {
    const real = findRealPath(join(dotGit, name));
    if (real === undefined || !isInside(real, dotGit)) return `.git/${name} is missing or leads outside the checkout`;
  }
  return undefined;
}

/** Written by hand rather than with `git init`, which reads templates and configuration. */
function writeOwnFolder(own: string, dotGit: string, head: Head): void {
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "info"]) {
    mkdirSync(join(own, folder), { recursive: true, mode: 0o700 });
  }
  const isSha256 = head.oid?.length === 64;
  const format = isSha256 ? "\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n" : "\trepositoryformatversion = 0\n";
  writeIfDifferent(join(own, "config"), `[core]\n\tbare = true\n${format}`);
  writeIfDifferent(join(own, "HEAD"), "ref: refs/heads/none\n");
  writeIfDifferent(join(own, "info/attributes"), ATTRIBUTES);
  writeIfDifferent(join(own, "objects/info/alternates"), `${join(dotGit, "objects")}\n`);
  const shallow = readShallow(join(dotGit, "shallow"));
  if (shallow === "") rmSync(join(own, "shallow"), { force: true });
  else writeIfDifferent(join(own, "shallow"), shallow);
}

/** Commits whose parents a shallow clone lacks. */
function readShallow(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return "";
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => /^[0-9a-f]{40,64}$/.test(line))
    .map((line) => `${line}\n`)
    .join("");
}

function writeIfDifferent(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  writeFileSync(path, content, { mode: 0o600 });
}
