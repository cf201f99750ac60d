import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { blankLiterals, parseBlocks } from "./elixir-source.mjs";
import { MixError, say, sayError, yellow } from "./output.mjs";

/** Templates read this variable without naming it. */
const IMPLICIT = "assigns";

/**
 * `mix compile`, as far as it can be honest without Elixir: `do` and `end` must
 * balance in every file of `lib`, and a plain `name = …` whose name occurs
 * nowhere else in its function is reported as an unused variable.
 */
export async function compile(project, args) {
  const files = listSources(project);
  await say(`Compiling ${files.length} ${files.length === 1 ? "file" : "files"} (.ex)`);
  const warnings = [];
  for (const file of files) {
    for (const warning of await check(project, file)) {
      warnings.push(warning);
      await sayError(`${yellow("warning:")} ${warning}\n`);
    }
  }
  if (warnings.length > 0 && args.includes("--warnings-as-errors")) {
    await sayError("Compilation failed due to warnings while using the --warnings-as-errors option");
    return 1;
  }
  await say(`Generated ${project.app} app`);
  return 0;
}

/** Stops a task that would compile the project first and could not. */
export async function requireCompiles(project) {
  for (const file of listSources(project)) await check(project, file);
}

function listSources({ root }) {
  return readdirSync(join(root, "lib"), { recursive: true })
    .map((name) => join("lib", name))
    .filter((path) => path.endsWith(".ex"))
    .sort();
}

async function check({ root }, path) {
  const text = readFileSync(join(root, path), "utf8");
  try {
    return findUnused(relative(root, join(root, path)), text);
  } catch (error) {
    await sayError(`\n== Compilation error in file ${path} ==`);
    throw error;
  }
}

function findUnused(path, text) {
  const blocks = parseBlocks(path, text);
  const lines = blankLiterals(text).split("\n");
  return blocks.filter(isFunction).flatMap((block) => {
    const body = lines.slice(block.startLine - 1, block.endLine);
    return body.flatMap((line, offset) => {
      const name = /^\s*([a-z][a-z0-9_]*)\s=\s/.exec(line)?.[1];
      if (!name || name === IMPLICIT || countUses(name, body) > 1) return [];
      const place = `${path}:${block.startLine + offset}: ${describeFunction(block)}`;
      return [`variable "${name}" is unused (if the variable is not meant to be used, prefix it with an underscore)\n  ${place}`];
    });
  });
}

function isFunction({ header, opener }) {
  return opener === "do" && /^\s*defp?\s/.test(header);
}

function countUses(name, lines) {
  const use = new RegExp(`(?<![\\w.:@])${name}(?![\\w?!(]|:(?!:))`, "g");
  return [...lines.join("\n").matchAll(use)].length;
}

function describeFunction(block) {
  const [, name, rest] = /^\s*defp?\s+([\w?!]+)(.*)$/.exec(block.header) ?? [null, "unknown", ""];
  return `${describeModule(block)}.${name}/${countArguments(rest)}`;
}

function describeModule(block) {
  for (let at = block.parent; at !== null; at = at.parent) {
    const name = /^\s*defmodule\s+([\w.]+)/.exec(at.header)?.[1];
    if (name) return name;
  }
  throw new MixError("A function stands outside a module");
}

function countArguments(rest) {
  if (!rest.startsWith("(") || rest.startsWith("()")) return 0;
  let depth = 0;
  let count = 1;
  for (const character of rest) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) break;
    if (character === "," && depth === 1) count += 1;
  }
  return count;
}
