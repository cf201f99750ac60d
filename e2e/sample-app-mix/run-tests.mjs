import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { requireCompiles } from "./compile.mjs";
import { parseBlocks } from "./elixir-source.mjs";
import { green, MixError, red, say, sayError } from "./output.mjs";

const SWITCHES = ["--trace", "--cover", "--force", "--no-deps-check", "--warnings-as-errors"];
const FAILED = 2;

/** `mix test [paths]`: every `test "…"` passes unless its body calls `flunk(`. */
export async function runTests(project, args) {
  const paths = parseArguments(args);
  const missing = paths.filter((path) => !existsSync(join(project.root, path)));
  if (missing.length > 0) {
    await sayError(`Paths given to "mix test" did not match any directory/file: ${missing.join(", ")}`);
    return 1;
  }
  await requireCompiles(project);
  const files = paths.flatMap((path) => listTestFiles(project, path));
  const tests = files.flatMap((path) => listTests(project, path));
  const failures = tests.filter(({ flunkLine }) => flunkLine !== null);

  await say("Running ExUnit with seed: 0, max_cases: 4\n");
  if (tests.length === 0) {
    await say("There are no tests to run");
    return 0;
  }
  await say(green(".".repeat(tests.length - failures.length)));
  for (const [index, failure] of failures.entries()) await sayFailure(index + 1, failure);
  await say("Finished in 0.01 seconds (0.00s async, 0.01s sync)");
  const summary = `${count(tests.length, "test")}, ${count(failures.length, "failure")}`;
  await say(failures.length > 0 ? red(summary) : green(summary));
  return failures.length > 0 ? FAILED : 0;
}

function parseArguments(args) {
  const unknown = args.filter((argument) => argument.startsWith("-") && !SWITCHES.includes(argument));
  if (unknown.length > 0) {
    const list = unknown.map((argument) => `${argument} : Unknown option`).join("\n");
    throw new MixError(`Could not invoke task "test": ${count(unknown.length, "error")} found!\n${list}`);
  }
  const paths = args.filter((argument) => !argument.startsWith("-"));
  return paths.length > 0 ? paths : ["test"];
}

function listTestFiles({ root }, path) {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith("_test.exs"))
    .sort();
}

function listTests({ root }, path) {
  const text = readFileSync(join(root, path), "utf8");
  const lines = text.split("\n");
  const module = /^\s*defmodule\s+([\w.]+)/m.exec(text)?.[1] ?? "UnknownTest";
  return parseBlocks(path, text).flatMap((block) => {
    const header = lines[block.startLine - 1];
    const name = /^\s*test\s+"((?:[^"\\]|\\.)*)"/.exec(header)?.[1];
    if (name === undefined) return [];
    const group = /^\s*describe\s+"([^"]*)"/.exec(lines[(block.parent?.startLine ?? 0) - 1] ?? "")?.[1];
    const offset = lines.slice(block.startLine, block.endLine).findIndex((line) => /^[^#]*\bflunk\(/.test(line));
    const flunkLine = offset === -1 ? null : block.startLine + offset + 1;
    return [{ path, module, title: group ? `${group} ${name}` : name, line: block.startLine, flunkLine, lines }];
  });
}

async function sayFailure(number, { path, module, title, line, flunkLine, lines }) {
  const code = lines[flunkLine - 1].trim();
  await say(`\n  ${number}) test ${title} (${module})`);
  await say(`     ${path}:${line}`);
  await say(`     ${red(/flunk\("([^"]*)"/.exec(code)?.[1] ?? "Flunked!")}`);
  await say(`     code: ${code}`);
  await say("     stacktrace:");
  await say(`       ${path}:${flunkLine}: (test)\n`);
}

function count(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
