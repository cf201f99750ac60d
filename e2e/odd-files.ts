import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toPathText } from "@/lib/core/diff/path-text";

/** A file that must appear in a snapshot as it is. */
export type OddFile = { readonly path: Uint8Array; readonly content: Uint8Array };

const SCRIPT = "<script>document.title='owned'</script>";
const LONG_LINE = "x".repeat(20_000);
const NAMES = [
  "a name with spaces.ex",
  " leading.txt",
  "trailing .txt",
  "quo\"te's.ex",
  "`tick`.sh",
  "new\nline.ex",
  "tab\there.txt",
  "return\rhere.txt",
  "back\\slash.txt",
  "a\\x41.ex",
  "party \u{1f389}.ex",
  "ünï.exs",
  "nfd-u\u0308.txt",
  "\u202egnp.exe",
  "zero\u200bwidth.txt",
  "-rf",
  "--output=owned",
  "--",
  ":(exclude)x",
  ":colon",
  "*.ex",
  "[a].txt",
  "{a,b}.txt",
  "~",
  "$(touch owned)",
  ";touch owned;",
  "|cat",
  `${SCRIPT.replaceAll("/", "")}.html`,
  "img src=x onerror=alert(1)>.ex",
  "&amp;.txt",
  "diff --git a b",
  "@@ -1 +1 @@",
  "rename from x",
  `${"n".repeat(250)}.ex`,
  "lib/odd.ex/inside.txt",
  "lib/odd.ex/inside.ex",
  "lib/harbor_web/router.ex.orig",
  "priv/static/a b/c d/e.css",
  "con.ex",
  "nul",
  ".hidden",
  "deep/a/b/c/d/e/f/g/h/i/j.ex",
  "upper.EX",
  "no-extension",
  "dots..and...ex",
];
const utf8 = new TextEncoder();

/** Every odd name and content, each under its own path. */
export function listOddFiles(): readonly OddFile[] {
  const named = NAMES.map((name, index) => ({ path: utf8.encode(name), content: utf8.encode(`content ${index}\n`) }));
  const badBytes = [Uint8Array.of(0xff, 0xfe), Uint8Array.of(0xc3, 0x28), Uint8Array.of(0xed, 0xa0, 0x80), Uint8Array.of(0x80)].map((bytes, index) => ({
    path: Buffer.concat([Buffer.from("bytes-"), bytes, Buffer.from(index % 2 === 0 ? ".ex" : ".txt")]),
    content: utf8.encode(`bytes ${index}\n`),
  }));
  const contents: Readonly<Record<string, string | Uint8Array>> = {
    "content/script.ex": `# ${SCRIPT}\n`,
    "content/script.html": `${SCRIPT}\n<img src=x onerror=alert(1)>\n`,
    "content/crlf.ex": "one\r\ntwo\r\nthree\r\n",
    "content/mixed-ends.txt": "one\r\ntwo\nthree\rfour",
    "content/no-end.ex": "no end",
    "content/long-line.ex": `short\n${LONG_LINE}\nshort\n`,
    "content/long-line.txt": `${LONG_LINE}\r\n`,
    "content/long-line.js": `${LONG_LINE}`,
    "content/binary.bin": Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7) % 256),
    "content/binary.ex": Uint8Array.of(0x64, 0x65, 0x66, 0, 1, 2, 255),
    "content/bad-utf8.ex": Uint8Array.of(0x23, 0x20, 0xff, 0xfe, 0x0a),
    "content/utf16.ex": Buffer.from("\ufeffdefmodule X do\nend\n", "utf16le"),
    "content/bom.ex": "\ufeffdefmodule X do\nend\n",
    "content/escape.txt": "\u001b]0;owned\u0007\u001b[31mred\u001b[0m\u0008\u0008\n",
    "content/bidi.ex": "# \u202e not what it seems\n",
    "content/looks-like-a-patch.txt":
      "diff --git a/x b/x\nindex 0000000..1111111 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n",
    "content/looks-like-a-patch.ex": "--- a/mix.exs\n+++ b/mix.exs\n@@ -0,0 +1,3 @@\n+@@\n",
    "content/conflict.ex": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
    "content/empty.ex": "",
    "content/blank.txt": "\n\n\n",
    "content/ident.ex": "# $Id$ $Format:%H$\n",
  };
  return [
    ...named,
    ...badBytes,
    ...Object.entries(contents).map(([path, content]) => ({ path: utf8.encode(path), content: typeof content === "string" ? utf8.encode(content) : content })),
  ];
}

/** Path texts to the kind of change that a snapshot must show, each once. */
export type OddChanges = Readonly<Record<string, string>>;

/** Tracked files that `changeOddly` changes; to be there at the anchor. */
export const TRACKED: Readonly<Record<string, string>> = {
  "tracked/gone.ex": "gone\n",
  "tracked/becomes-link.txt": "a file\n",
  "tracked/becomes-script.sh": "#!/bin/sh\n",
  "tracked/changes ends.txt": "one\ntwo\nthree\n",
  "tracked/moves.ex": Array.from({ length: 12 }, (_, index) => `line ${index}\n`).join(""),
  "tracked/long.ex": `first\n${LONG_LINE}\nlast\n`,
};

/** Puts every odd file and link into a checkout and changes tracked files in every way git knows. */
export function changeOddly(checkout: string): OddChanges {
  const changes: Record<string, string> = {};
  for (const { path, content } of listOddFiles()) {
    const full = Buffer.concat([Buffer.from(`${checkout}/`), path]);
    mkdirSync(full.subarray(0, full.lastIndexOf(0x2f)), { recursive: true });
    writeFileSync(full, content);
    changes[toPathText(path)] = "added";
  }
  const links: Readonly<Record<string, string>> = {
    "links/passwd": "/etc/passwd",
    "links/up.ex": "../../../..",
    "links/loop": "loop",
    "links/dangling": "nowhere\nat all",
    "links/folder": "/proc/self",
  };
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    symlinkSync(target, join(checkout, path));
    changes[path] = "added";
  }
  execFileSync("mkfifo", [join(checkout, "links/fifo")]);
  const at = (path: string) => join(checkout, path);
  rmSync(at("tracked/gone.ex"));
  rmSync(at("tracked/becomes-link.txt"));
  symlinkSync("/etc/hostname", at("tracked/becomes-link.txt"));
  chmodSync(at("tracked/becomes-script.sh"), 0o755);
  writeFileSync(at("tracked/changes ends.txt"), "one\r\ntwo\r\nthree\r\n");
  renameSync(at("tracked/moves.ex"), at("tracked/mo ved\n.ex"));
  writeFileSync(at("tracked/long.ex"), `first\n${LONG_LINE}y\nlast\n`);
  return {
    ...changes,
    "tracked/gone.ex": "deleted",
    "tracked/becomes-link.txt": "typechange",
    "tracked/becomes-script.sh": "modified",
    "tracked/changes ends.txt": "modified",
    "tracked/mo ved\n.ex": "renamed",
    "tracked/long.ex": "modified",
  };
}
