import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "agent-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export const MIX_EXS = `defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [app: :shop, version: "0.1.0", deps: deps()]
  end

  defp deps do
    [
      {:phoenix, "~> 1.7"},
      # {:sigra, "~> 0.1"},
      {:sigra, "~> 0.3"}
    ]
  end
end
`;
export const MIX_LOCK = `%{
  "sigra": {:hex, :sigra, "0.3.4", "aa", [:mix], [], "hexpm", "bb"},
}
`;
export const CONFIG_EXS = `import Config

config :shop, ecto_repos: [Shop.Repo]

# Import environment specific config. This must remain at the bottom
# of this file so it overrides the configuration defined above.
import_config "#{config_env()}.exs"
`;

/** A committed Mix project below a folder. */
export function aCheckout(parent: string, name = "shop", files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = join(parent, name);
  writeFiles(path, { "mix.exs": MIX_EXS, "mix.lock": MIX_LOCK, "config/config.exs": CONFIG_EXS, ".gitignore": "/deps/\n/_build/\n", ...files });
  git(path, "init", "-q", "--template=", "-b", "main");
  git(path, "add", "-A");
  git(path, "commit", "-q", "-m", "start");
  return path;
}

/** Writes files, with their folders. */
export function writeFiles(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The person's own git in the checkout. */
export function git(path: string, ...args: readonly string[]): string {
  const person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgSign=false"];
  return execFileSync("git", [...person, ...args], {
    cwd: path,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  });
}
