import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** Two commits of real packages, and the paths the difference is about. */
export type Dataset = {
  readonly name: DatasetName;
  /** A git repository whose work tree is at `after`. */
  readonly repository: string;
  /** Commit ids. */
  readonly before: string;
  readonly after: string;
};
export type DatasetName = "medium" | "large";

type Package = { readonly name: string; readonly from: string; readonly to: string; readonly folder: string };

const MUI: Package = { name: "@mui/material", from: "5.0.0", to: "7.0.0", folder: "mui" };
const PACKAGES: Record<DatasetName, readonly Package[]> = {
  medium: [MUI],
  large: [{ name: "next", from: "15.0.0", to: "16.0.0", folder: "next" }, MUI, { name: "zod", from: "3.22.0", to: "4.1.0", folder: "zod" }],
};
/** What of a package is kept; everything when left out. */
const KEPT: Partial<Record<DatasetName, RegExp>> = { medium: /^mui\/(modern\/|[^/]+\.(md|json)$)/ };
const LONGEST_LINE = 150_000;

/**
 * Two versions of npm packages as two commits: about 100,000 patch lines, or about 1.5 million.
 *
 * Made once and kept in the system's folder for temporary files; needs the package registry then.
 */
export async function makeDataset(name: DatasetName): Promise<Dataset> {
  const cache = join(tmpdir(), "upgrade-review-bench");
  mkdirSync(cache, { recursive: true });
  const repository = join(cache, `${name}-1`);
  if (!existsSync(repository)) {
    const draft = join(cache, `${name}-draft-${process.pid}`);
    mkdirSync(draft);
    await git(draft, "init", "--quiet", "--initial-branch=main");
    for (const version of ["from", "to"] as const) {
      for (const pack of PACKAGES[name]) await unpack(cache, draft, pack, pack[version]);
      prune(draft, KEPT[name]);
      await git(draft, "add", "--all", "--force");
      await git(draft, "commit", "--quiet", "--message", version === "from" ? "Before" : "After");
    }
    renameSync(draft, repository);
  }
  const [before = "", after = ""] = (await git(repository, "rev-parse", "HEAD~1", "HEAD")).split("\n");
  return { name, repository, before, after };
}

async function unpack(cache: string, repository: string, pack: Package, version: string): Promise<void> {
  const archive = join(cache, `${pack.name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  if (!existsSync(archive)) await execa("npm", ["pack", "--silent", `${pack.name}@${version}`], { cwd: cache });
  const folder = join(repository, pack.folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await execa("tar", ["-xzf", archive, "-C", folder, "--strip-components=1"]);
}

/** Leaves out source maps, and files with a line that no reader would read. */
function prune(repository: string, kept: RegExp | undefined): void {
  for (const entry of readdirSync(repository, { recursive: true, encoding: "utf8" })) {
    const path = join(repository, entry);
    if (entry.startsWith(".git/") || entry === ".git" || !lstatSync(path).isFile()) continue;
    if (entry.endsWith(".map") || kept?.test(entry) === false || hasLongLine(path)) rmSync(path);
  }
}

function hasLongLine(path: string): boolean {
  if (lstatSync(path).size <= LONGEST_LINE) return false;
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if ((end === -1 ? bytes.length : end) - start > LONGEST_LINE) return true;
    if (end === -1) return false;
    start = end + 1;
  }
  return false;
}

/** Runs git with settings of its own, and gives what it printed. */
async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.test", "-c", "core.autocrlf=false", "-c", "gc.auto=0"];
  return (await execa("git", [...identity, ...args], { cwd })).stdout;
}

/** How many milliseconds git takes to write a difference to a file, without the way through this process. */
export async function timeGitDiff(repository: string, args: readonly string[], toFile: string): Promise<number> {
  const file = openSync(toFile, "w");
  try {
    const begun = performance.now();
    const [exitCode] = await once(spawn("git", args, { cwd: repository, stdio: ["ignore", file, "inherit"] }), "close");
    if (exitCode !== 0) throw new Error(`git ${args.join(" ")} ended with ${exitCode}`);
    return performance.now() - begun;
  } finally {
    closeSync(file);
  }
}
