import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A checkout's own git set up so that it runs programs; `trap` makes one of a given name. */
export type HostileConfig = { readonly name: string; readonly settings: (trap: Trap) => Settings; readonly files?: (trap: Trap) => Files };
type Trap = (name: string) => string;
type Settings = Readonly<Record<string, string>>;
/** Path below `.git` to content. */
type Files = Readonly<Record<string, string>>;

const HOOKS = ["pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"];
const hooksBelow = (folder: string, trap: Trap): Files =>
  Object.fromEntries(HOOKS.map((hook) => [`${folder}/${hook}`, `#!/bin/sh\nexec ${trap("hook")} </dev/null\n`]));

/** Every way we know in which a checkout's own files make git run a program. */
export const HOSTILE_CONFIGS: readonly HostileConfig[] = [
  { name: "core.fsmonitor", settings: (trap) => ({ "core.fsmonitor": trap("fsmonitor") }) },
  { name: "core.hooksPath", settings: () => ({ "core.hooksPath": ".git/other-hooks" }), files: (trap) => hooksBelow("other-hooks", trap) },
  { name: ".git/hooks", settings: () => ({}), files: (trap) => hooksBelow("hooks", trap) },
  { name: "clean filter", settings: (trap) => ({ "filter.evil.clean": trap("clean") }) },
  { name: "smudge filter", settings: (trap) => ({ "filter.evil.smudge": trap("smudge") }) },
  { name: "process filter", settings: (trap) => ({ "filter.evil.process": trap("process"), "filter.evil.required": "true" }) },
  { name: "text conversion", settings: (trap) => ({ "diff.evil.textconv": trap("textconv"), "diff.evil.cachetextconv": "true" }) },
  { name: "diff driver", settings: (trap) => ({ "diff.evil.command": trap("command") }) },
  { name: "external diff", settings: (trap) => ({ "diff.external": trap("external") }) },
  { name: "merge driver", settings: (trap) => ({ "merge.evil.driver": trap("merge"), "merge.default": "evil" }) },
  {
    name: "included file",
    settings: () => ({ "include.path": "extra" }),
    files: (trap) => ({ extra: `[core]\n\tfsmonitor = ${trap("included")}\n[filter "evil"]\n\tclean = ${trap("included-clean")}\n` }),
  },
  {
    name: "conditionally included file",
    settings: () => ({ "includeIf.gitdir:/**.path": "extra" }),
    files: (trap) => ({ extra: `[core]\n\tfsmonitor = ${trap("conditional")}\n[diff]\n\texternal = ${trap("conditional-diff")}\n` }),
  },
  {
    name: "config.worktree",
    settings: () => ({ "extensions.worktreeConfig": "true" }),
    files: (trap) => ({ "config.worktree": `[core]\n\tfsmonitor = ${trap("worktree")}\n` }),
  },
  {
    name: "signing",
    settings: (trap) => ({
      "gpg.program": trap("gpg"),
      "gpg.ssh.program": trap("gpg"),
      "gpg.x509.program": trap("gpg"),
      "commit.gpgSign": "true",
      "log.showSignature": "true",
    }),
  },
  {
    name: "pager and editor",
    settings: (trap) => ({ "core.pager": trap("pager"), "pager.diff": trap("pager"), "core.editor": trap("editor"), "core.askPass": trap("askpass") }),
  },
  {
    name: "promisor remote over a program",
    settings: (trap) => ({
      "remote.origin.url": `ext::${trap("ext")}`,
      "remote.origin.promisor": "true",
      "extensions.partialClone": "origin",
      "protocol.ext.allow": "always",
      "core.sshCommand": trap("ssh"),
      "credential.helper": trap("credential"),
    }),
  },
  { name: "alternate references", settings: (trap) => ({ "core.alternateRefsCommand": trap("alternates"), "uploadpack.packObjectsHook": trap("pack") }) },
  {
    name: "attributes of .git/info",
    settings: (trap) => ({ "filter.other.clean": trap("other"), "diff.other.textconv": trap("other-text") }),
    files: () => ({ "info/attributes": "* filter=other diff=other merge=other\n" }),
  },
];

/** Names every trap in the attributes of the checkout, then sets one config. */
export function setHostile({ settings, files }: HostileConfig, checkout: string, folder: string): void {
  const trap: Trap = (name) => {
    const path = join(folder, `trap-${name}`);
    writeFileSync(path, "#!/bin/sh\ncat 2>/dev/null\nexit 0\n", { mode: 0o755 });
    return path;
  };
  writeFileSync(join(checkout, ".gitattributes"), "* filter=evil diff=evil merge=evil ident text=auto eol=crlf\n");
  for (const [path, content] of Object.entries(files?.(trap) ?? {})) {
    mkdirSync(join(checkout, ".git", path, ".."), { recursive: true });
    writeFileSync(join(checkout, ".git", path), content, { mode: 0o755 });
  }
  for (const [key, value] of Object.entries(settings(trap))) execFileSync("git", ["config", "--file", join(checkout, ".git/config"), key, value]);
}
