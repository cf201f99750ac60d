import { once } from "node:events";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { reportFailure } from "./report-failure";
import type { CheckoutReview } from "./review-checkout";

const USAGE = "usage: npm run review -- PATH --base REF [--json]";
const EXIT_UNCLASSIFIED = 3;
const EXIT_USAGE = 2;

type Arguments = { readonly path: string; readonly ref: string; readonly json: boolean };

// Whoever reads only the first lines has seen enough.
process.stdout.on("error", () => process.exit());

try {
  const given = readArguments(process.argv.slice(2));
  if (typeof given === "string") refuse(given);
  else await run(given);
} catch (error) {
  reportFailure(error);
}

async function run({ path, ref, json }: Arguments): Promise<void> {
  // Loaded only now: who asked in a wrong way is told so at once.
  const { reviewCheckout } = await import("./review-checkout");
  const { describeReview } = await import("./describe-review");
  // npm changes into the project's folder and leaves the caller's in INIT_CWD.
  const reviewed = await reviewCheckout(resolve(process.env.INIT_CWD ?? process.cwd(), path), ref);
  if (!reviewed.ok) return refuse(reviewed.error);
  for (const folder of reviewed.value.leftOut) console.error(`review: ${toVisibleText(folder)} is a repository of its own and is left out`);
  if (json) await writeArray(toRecords(reviewed.value));
  else process.stdout.write(describeReview(reviewed.value, isColoured()));
  if (reviewed.value.counts.hunksByCategory.unclassified > 0) process.exitCode = EXIT_UNCLASSIFIED;
}

/** One record per hunk, in file order. */
function* toRecords({ changes }: CheckoutReview) {
  for (const { path, oldPath, kind, hunks, headers } of changes) {
    for (const [at, { id, fingerprint, category, labels, supporting, flags, rule, reason }] of hunks.entries()) {
      yield { path, oldPath, kind, header: headers[at] ?? "", category, labels, supporting, flags, rule, reason, hunkId: id, fingerprint };
    }
  }
}

/** Writes an array as `JSON.stringify` would, entry by entry, no faster than it is read. */
async function writeArray(entries: Iterable<unknown>): Promise<void> {
  let before = "[\n";
  for (const entry of entries) {
    const text = before + JSON.stringify([entry], null, 2).slice(2, -2);
    before = ",\n";
    if (!process.stdout.write(text)) await once(process.stdout, "drain");
  }
  process.stdout.write(before === ",\n" ? "\n]\n" : "[]\n");
}

/** The arguments, or a sentence saying what is wrong with them. */
function readArguments(argv: readonly string[]): Arguments | string {
  const asked = parseLeniently(argv);
  if (typeof asked === "string") return `${asked}; ${USAGE}`;
  const { paths, base, json } = asked;
  const [path, ...more] = paths;
  if (path === undefined || path === "" || more.length > 0) return `expected one PATH; ${USAGE}`;
  if (base === undefined || base === "") return `expected --base REF; ${USAGE}`;
  if (base.startsWith("-")) return `REF must not start with a dash; ${USAGE}`;
  return { path, ref: base, json };
}

function parseLeniently(argv: readonly string[]) {
  try {
    const options = { base: { type: "string" }, json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { paths: positionals, base: values.base, json: values.json };
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)[0] ?? "";
  }
}

function refuse(sentence: string): void {
  console.error(`review: ${sentence.replace(/\s+/g, " ")}`);
  process.exitCode = EXIT_USAGE;
}

function isColoured(): boolean {
  return process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}
