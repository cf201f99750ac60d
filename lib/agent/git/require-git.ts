import { execa } from "execa";
import { StartError } from "../start-error";

/** @throws StartError when there is no git, or one too old for the options used here. */
export async function requireGit(searchPath: string): Promise<void> {
  const found = await execa("git", ["--version"], { extendEnv: false, env: { PATH: searchPath }, reject: false });
  const [, major = "0", minor = "0"] = /git version (\d+)\.(\d+)/.exec(found.stdout ?? "") ?? [];
  if (Number(major) * 1000 + Number(minor) < 2_030) throw new StartError("git 2.30 or newer is needed on the agent's PATH; install it");
}
