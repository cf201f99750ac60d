import { createRandom, type Random } from "@/lib/core/diff/create-random";
import { aReleasedUpgrade, exportBytes } from "@/lib/testing/a-dossier";
import { toByteSource } from "../verify/byte-source";
import type { Problem } from "../verify/problem";
import { verifyDossier } from "../verify/verify-dossier";
import type { FaultOptions, FaultResult, FaultSuite } from "./suite";
import { flip, hashAgain, putTogether, takeApart, toLines, withLines, type Parts } from "./tampered-archive";

const FLIPS = 50_000;
const QUICK_FLIPS = 300;
const HONEST = 1_000;
const QUICK_HONEST = 12;

/** A changed archive, and the record that must be named; null when it is about no record in particular. */
type Trial = { readonly what: string; readonly bytes: Buffer; readonly record: number | null };
/** Says what does not hold; undefined when everything does. */
type Verifier = (bytes: Buffer) => Promise<Problem | undefined>;

/** Dossiers changed in every way somebody without the key can: each is noticed, the right record named, no honest one accused. */
export const tampering: FaultSuite = {
  name: "tampered dossiers",
  mostMinutes: 10,
  run: async ({ quick, seed, report }: FaultOptions): Promise<FaultResult> => {
    const bytes = await exportBytes(await aReleasedUpgrade({ files: 2 }));
    const parts = takeApart(bytes);
    const changed = [...changedRecords(parts), ...changedEntries(parts, bytes)];
    const flips = quick ? QUICK_FLIPS : FLIPS;
    const honest = quick ? QUICK_HONEST : HONEST;
    const failures = await judge(changed, verify);
    report(`${changed.length} archives put together anew: ${failures.length} not noticed or blamed on another record`);
    const flipped = await judgeFlips(bytes, flips, createRandom(seed));
    report(`${flips} flipped bytes of ${bytes.length}: ${flipped.length} not noticed`);
    const accused = await judgeHonest(honest, createRandom(seed + 1), report);
    report(`${honest} honest exports: ${accused.length} accused`);
    const control = await judge(changedRecords(parts), verifyHashesOnly);
    return {
      trials: changed.length + flips + honest,
      failures: [...failures, ...flipped, ...accused],
      control: { what: "hashes alone are verified, no signature", failed: control.length > 0 },
    };
  },
};

const verify: Verifier = async (bytes) => {
  const verdict = await verifyDossier(toByteSource(bytes));
  return verdict.ok ? undefined : verdict.problem;
};

/** What a chain of hashes without signed checkpoints is worth. */
const verifyHashesOnly: Verifier = async (bytes) => {
  const lines = toLines(takeApart(bytes));
  const at = hashAgain(lines).findIndex((line, index) => line !== lines[index]);
  return at === -1 ? undefined : { records: { from: at + 1, to: at + 1 }, where: "records.jsonl", sentence: "", expected: "", came: "" };
};

async function judge(trials: readonly Trial[], verifier: Verifier): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { what, bytes, record } of trials) {
    const problem = await verifier(bytes);
    if (!problem) failures.push(`${what}: not noticed`);
    else if (record !== null && !(problem.records && problem.records.from <= record && record <= problem.records.to)) {
      failures.push(`${what}: expected record ${record} to be named, came ${problem.where} ${problem.records?.from ?? ""}: ${problem.sentence}`);
    }
  }
  return failures;
}

/** Every record deleted, swapped, doubled, forged, changed with and without new hashes, and the rest cut off. */
function changedRecords(parts: Parts): readonly Trial[] {
  const lines = toLines(parts);
  return lines.flatMap((line, index) => {
    const seq = index + 1;
    const [before, after] = [lines.slice(0, index), lines.slice(index + 1)];
    const edited = line.replace(/"at":(\d+)/, (_, at) => `"at":${Number(at) + 1}`);
    const forged = line.replace(`"seq":${seq}`, `"seq":${seq + 1}`);
    const trial = (what: string, changed: readonly string[], record: number): Trial => ({
      what: `record ${seq} ${what}`,
      bytes: withLines(parts, changed),
      record,
    });
    const next = after[0];
    return [
      trial("deleted", [...before, ...after], seq),
      trial("deleted, the rest hashed again", hashAgain([...before, ...after]), seq),
      ...(next === undefined ? [] : [trial("swapped", [...before, next, line, ...after.slice(1)], seq)]),
      trial("doubled", [...before, line, line, ...after], seq + 1),
      trial("followed by a forged one", [...before, line, forged, ...after], seq + 1),
      trial("followed by a forged one, the rest hashed again", hashAgain([...before, line, forged, ...after]), seq + 1),
      trial("changed", [...before, edited, ...after], seq),
      trial("changed, the rest hashed again", hashAgain([...before, edited, ...after]), seq),
      trial("the first of those cut off", before, seq),
    ];
  });
}

/** Everything beside the records: entries left out, added or changed, checkpoints and cosignatures left out, the file cut or lengthened. */
function changedEntries(parts: Parts, bytes: Buffer): readonly Trial[] {
  const names = [...parts.entries.keys()];
  const checkpoints = toLines(parts, "checkpoints.jsonl");
  const trial = (what: string, changed: Buffer): Trial => ({ what, bytes: changed, record: null });
  return [
    ...names.map((name) => trial(`${name} left out`, putTogether(parts, { [name]: undefined }))),
    ...names.map((name) => trial(`${name} emptied`, putTogether(parts, { [name]: Buffer.alloc(0) }))),
    ...names.map((name) =>
      trial(`${name} lengthened`, putTogether(parts, { [name]: Buffer.concat([parts.entries.get(name) ?? Buffer.alloc(0), Buffer.from(" ")]) })),
    ),
    trial("a blob added", putTogether(parts, { [`blobs/${"f".repeat(64)}`]: Buffer.from("more") })),
    trial("a file added", putTogether(parts, { "notes.txt": Buffer.from("more") })),
    ...checkpoints.map((_, index) => trial(`checkpoint line ${index + 1} left out`, withLines(parts, checkpoints.toSpliced(index, 1), "checkpoints.jsonl"))),
    ...checkpoints.map((line, index) =>
      trial(
        `cosignature ${index + 1} left out`,
        withLines(parts, checkpoints.with(index, line.replace(/"cosignatures":\[.*?\]/, '"cosignatures":[]')), "checkpoints.jsonl"),
      ),
    ),
    ...[1, 511, 512, 513, 1_024, 4_096, Math.floor(bytes.length / 2), bytes.length].map((count) =>
      trial(`cut by ${count} bytes`, bytes.subarray(0, bytes.length - count)),
    ),
    trial("lengthened by a byte", Buffer.concat([bytes, Buffer.alloc(1)])),
    trial("lengthened by a block", Buffer.concat([bytes, Buffer.alloc(512)])),
  ];
}

async function judgeFlips(bytes: Buffer, count: number, random: Random): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = random(bytes.length);
    const mask = 1 << random(8);
    if (!(await verify(flip(bytes, at, mask)))) failures.push(`byte ${at} with bit mask ${mask}: not noticed`);
  }
  return failures;
}

const TEXTS = ["it", "größer ✓", "<script>alert(1)</script>", "a\u202eb", "“quoted”", "tab\tand\\backslash", "𝔘nicode", "line\u2028separator"] as const;

async function judgeHonest(count: number, random: Random, report: (line: string) => void): Promise<readonly string[]> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const text = `${TEXTS[random(TEXTS.length)]} ${index}`;
    const options = { text, files: random(6), witnessed: random(10) < 8 };
    const problem = await verify(await exportBytes(await aReleasedUpgrade(options)));
    if (problem) failures.push(`an honest export (${JSON.stringify(options)}) was accused: ${problem.where}: ${problem.sentence}`);
    if (index % 100 === 99) report(`${index + 1} honest exports`);
  }
  return failures;
}
