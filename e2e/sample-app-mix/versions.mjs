import { TaskFailure } from "./output.mjs";

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const CLAUSE = /^(~>|==|>=|<=|>|<)?\s*(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?$/;

/** A version has three parts, as Elixir's `Version` wants it. */
export function parseVersion(text) {
  const match = VERSION.exec(text);
  if (!match) throw new TaskFailure("Version.InvalidVersionError", `invalid version: ${JSON.stringify(text)}`);
  const [, major, minor, patch, pre] = match;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre ? pre.split(".") : [] };
}

/** Negative when `left` is older. A release candidate is older than its release. */
export function compareVersions(left, right) {
  const a = parseVersion(left);
  const b = parseVersion(right);
  for (const [index, number] of a.numbers.entries()) {
    if (number !== b.numbers[index]) return number - b.numbers[index];
  }
  return comparePre(a.pre, b.pre);
}

/** The newest of `versions` that `requirement` admits; undefined when none does. */
export function findNewest(versions, requirement) {
  return versions
    .filter((version) => matchesRequirement(version, requirement))
    .sort(compareVersions)
    .at(-1);
}

/** Whether a requirement such as `~> 1.0` admits a version; pre-releases never match by accident. */
export function matchesRequirement(version, requirement) {
  return requirement.split(/\s+and\s+/).every((clause) => matchesClause(version, clause.trim()));
}

/** Whether `text` is a requirement this module understands. */
export function isRequirement(text) {
  return text.split(/\s+and\s+/).every((clause) => isClause(clause.trim()));
}

function isClause(text) {
  const match = CLAUSE.exec(text);
  return match !== null && (match[1] === "~>" || match[4] !== undefined);
}

function matchesClause(version, clause) {
  const [, operator = "==", major, minor, patch, pre] = CLAUSE.exec(clause);
  const floor = `${major}.${minor}.${patch ?? 0}${pre ? `-${pre}` : ""}`;
  const order = compareVersions(version, floor);
  if (operator === "==") return order === 0;
  if (operator === ">=") return order >= 0;
  if (operator === "<=") return order <= 0;
  if (operator === ">") return order > 0;
  if (operator === "<") return order < 0;
  const ceiling = patch === undefined ? `${Number(major) + 1}.0.0` : `${major}.${Number(minor) + 1}.0`;
  return order >= 0 && compareVersions(version, ceiling) < 0;
}

function comparePre(left, right) {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = comparePart(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(left, right) {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  const areNumbers = [left, right].every((part) => /^\d+$/.test(part));
  if (areNumbers) return Number(left) - Number(right);
  return left < right ? -1 : 1;
}
