import { BLOB_FOLDER, README, type Statement } from "@/lib/core/dossier/format";
import type { ByteSource } from "./byte-source";
import { DossierProblem, failRecord, firstOf, widen, type Problem } from "./problem";
import { readArchive, requireText, type Archive } from "./read-archive";
import { startSealsThread } from "./seals-thread";
import type { Checkpoints } from "./verify-checkpoints";
import { verifySeals, type Seals } from "./verify-seals";
import { verifyWords, type Words } from "./verify-words";

/** With fewer records, another thread takes longer to start than it saves. */
const THREAD_FROM = 4_000;

export type Verdict =
  | { readonly ok: true; readonly statement: Statement; readonly checkpoints: Checkpoints; readonly blobs: number }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Verifies a dossier from its first byte to its last, and names the first thing that does not hold: archive,
 * statement, checkpoints, every record and what it decided, blobs, and the report made again.
 *
 * @param thread the script that runs `serveSealsThread`; with it, a long dossier in a file takes two threads.
 */
export async function verifyDossier(source: ByteSource, thread?: URL): Promise<Verdict> {
  try {
    const archive = readArchive(source);
    requireText(archive, "README.txt", README);
    const checkpoints = await verifyRecords(archive, thread);
    const blobs = [...archive.entries.keys()].filter((name) => name.startsWith(BLOB_FOLDER)).length;
    return { ok: true, statement: archive.statement, checkpoints, blobs };
  } catch (error) {
    if (error instanceof DossierProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** What holds a record is verified beside what it says; whichever problem comes first in the dossier counts. */
async function verifyRecords(archive: Archive, thread: URL | undefined): Promise<Checkpoints> {
  const { statement } = archive;
  const [seals, words] = await verifyBoth(archive, thread);
  if (!seals.ok) throw new DossierProblem(seals.problem);
  const { checkpoints, reached } = seals;
  const finding = firstOf(seals.finding, words.finding);
  if (finding) throw new DossierProblem(finding.rank === "words" ? widen(finding.problem, coveredBefore(finding.seq, checkpoints) + 1) : finding.problem);
  if (reached.length < statement.records)
    failRecord(reached.length + 1, "It is missing; the records are cut off.", `${statement.records} records`, reached.length);
  if (reached.head !== statement.head) failRecord(reached.length, "It is not the last record the statement names.", statement.head, reached.head);
  words.requireRest();
  return checkpoints;
}

async function verifyBoth(archive: Archive, thread: URL | undefined): Promise<readonly [Seals, Words]> {
  const { source, statement } = archive;
  if (thread && source.descriptor !== null && statement.records >= THREAD_FROM) {
    const { seals, tellFree } = startSealsThread(thread, { ...archive, descriptor: source.descriptor });
    return Promise.all([seals, verifyWords(archive, statement.records).finally(tellFree)]);
  }
  const seals = await verifySeals(archive);
  const until = seals.ok ? (seals.finding?.seq ?? statement.records) : 0;
  return [seals, await verifyWords(archive, Math.min(until, statement.records))];
}

/** Up to which record, of those before another, a checkpoint covers them. */
function coveredBefore(seq: number, { heads }: Checkpoints): number {
  let covered = 0;
  for (const length of heads.keys()) if (length < seq) covered = Math.max(covered, length);
  return covered;
}
