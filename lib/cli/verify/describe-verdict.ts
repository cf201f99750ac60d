import type { Verdict } from "./verify-dossier";

/** What came out, in lines for a terminal; words of the dossier are shown without control characters. */
export function describeVerdict(verdict: Verdict): string {
  if (!verdict.ok) {
    const { records, where, sentence, expected, came } = verdict.problem;
    const place = records === null ? where : records.from === records.to ? `record ${records.from}` : `records ${records.from} to ${records.to}`;
    const difference = [expected === "" ? "" : `  expected  ${expected}`, came === "" ? "" : `  came      ${came}`].filter((line) => line !== "");
    return lines([`This dossier does not hold. First at fault: ${place}.`, `  ${sentence}`, ...difference, "Do not rely on it, and ask for it again."]);
  }
  const { statement, checkpoints, blobs } = verdict;
  const { records } = statement;
  const agents = [...checkpoints.witnesses].sort().map((witness) => `  witness       ${witness}`);
  const witnessed =
    checkpoints.witnessed === 0
      ? "No agent cosigned a checkpoint: that nothing was rewritten rests on the installation's word alone."
      : `Witnessed up to record ${checkpoints.witnessed} of ${records}: an agent signed that it saw these records and that none of them changed.`;
  return lines([
    `This dossier holds: ${records} records, ${checkpoints.count} checkpoints, ${blobs} blobs, every hunk id, sign-off, gate and the report computed again.`,
    witnessed,
    `  upgrade       ${statement.upgradeId}`,
    `  last record   ${statement.head}`,
    `  exported      ${new Date(statement.exportedAt).toISOString()}`,
    `  installation  ${statement.installationId}`,
    ...agents,
    "Compare the installation with the one on the dashboard's audit page.",
  ]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text.replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "?")}\n`).join("");
}
