/** The languages that are coloured. */
export type LanguageName = "elixir" | "heex" | "erlang" | "javascript" | "typescript" | "css" | "json" | "yaml" | "sql" | "bash" | "markdown" | "xml";

const BY_ENDING: Readonly<Record<string, LanguageName>> = {
  ex: "elixir",
  exs: "elixir",
  lock: "elixir",
  heex: "heex",
  eex: "heex",
  leex: "heex",
  erl: "erlang",
  hrl: "erlang",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "typescript",
  tsx: "typescript",
  mts: "typescript",
  cts: "typescript",
  css: "css",
  json: "json",
  yml: "yaml",
  yaml: "yaml",
  sql: "sql",
  sh: "bash",
  bash: "bash",
  md: "markdown",
  markdown: "markdown",
  html: "xml",
  xml: "xml",
  svg: "xml",
};

/** The language of a file by its name; null for one that is not coloured. */
export function languageOf(path: string): LanguageName | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (name.endsWith(".lock") && name !== "mix.lock") return null;
  const dot = name.lastIndexOf(".");
  return dot === -1 ? null : (BY_ENDING[name.slice(dot + 1)] ?? null);
}
