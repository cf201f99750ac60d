import type { Job } from "@/lib/contract/agent-api";
import { describeRecord } from "@/lib/core/audit/describe-record";
import type { RecordBody } from "@/lib/core/audit/record";
import { CATEGORIES, CATEGORY_TEXT } from "@/lib/core/classify/category";
import { describeActor } from "@/lib/core/people/person";
import { describePolicy } from "@/lib/core/people/policy";
import { bucketStatus } from "@/lib/core/review/bucket";
import type { SignOff, Upgrade } from "@/lib/core/upgrade/upgrade";
import { BLOB_FOLDER, type Statement } from "./format";
import { html, type Html } from "./html";
import { createTimeline } from "./timeline";

/** So many records are written out; all of them stand in `records.jsonl`. */
const MAX_SENTENCES = 5_000;

export type ReportBuilder = {
  /** Tells the report of the next record. */
  readonly add: (body: RecordBody) => void;
  readonly render: (upgrade: Upgrade, statement: Statement) => string;
};

/**
 * The readable report of an upgrade: one page that needs nothing else, follows from the records alone, and
 * runs nothing. Every word that came from people, programs or files is escaped.
 */
export function createReport(): ReportBuilder {
  const jobs = new Map<string, Job>();
  const sentences: Html[] = [];
  const lapses: Html[] = [];
  const waivers: Html[] = [];
  const timeline = createTimeline();
  let lane: Upgrade["lane"] | undefined;

  return {
    add: (body) => {
      const { event, seq, at } = body;
      if (event.type === "upgrade.started") lane = event.lane;
      if (!lane) return;
      if (event.type === "attempt.started") jobs.set(event.job.jobId, event.job);
      timeline.add(body);
      const isLapse = event.type === "sign-off.outdated" || event.type === "sign-off.withdrawn" || event.type === "sign-off.changes-requested";
      const isWaiver = event.type === "step.waived" || event.type === "expectation.accepted";
      if (!isLapse && !isWaiver && sentences.length >= MAX_SENTENCES) return;
      const line = html`<tr><td class="n">${seq}</td><td class="t">${toTime(at)}</td><td>${describeRecord(body, lane, jobs)}</td></tr>`;
      if (isLapse && lapses.length < MAX_SENTENCES) lapses.push(line);
      if (isWaiver && waivers.length < MAX_SENTENCES) waivers.push(line);
      if (sentences.length < MAX_SENTENCES) sentences.push(line);
    },
    render: (upgrade, statement) => renderReport(upgrade, statement, { sentences, lapses, waivers, timeline: timeline.render() }),
  };
}

type Parts = { readonly sentences: readonly Html[]; readonly lapses: readonly Html[]; readonly waivers: readonly Html[]; readonly timeline: Html };

function renderReport(upgrade: Upgrade, statement: Statement, { sentences, lapses, waivers, timeline }: Parts): string {
  const { app, lane } = upgrade;
  const more = statement.records - sentences.length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${app.name}: ${lane.title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${app.name}: ${lane.title}</h1>
<p>${describeEnd(upgrade)} ${statement.records} records, exported ${toTime(statement.exportedAt)}. All times are UTC, by the dashboard's clock.</p>
${app.standIn === null ? [] : [html`<p><strong>Stand-in:</strong> ${app.standIn}</p>`]}
<h2>Who approved what</h2>
<p>Policy: ${describePolicy(upgrade.policy)}. Guide: ${lane.title}, digest <code>${upgrade.laneDigest}</code>.</p>
<table><thead><tr><th>Category</th><th>State</th><th>Decisions</th></tr></thead><tbody>
${CATEGORIES.map((category) => renderCategory(upgrade, category))}
</tbody></table>
<h2>What was released</h2>
${renderGatePasses(upgrade)}
<h2>Waivers and accepted absences</h2>
${renderLines(waivers, "Nothing was waived.")}
<h2>Lapses: requests for changes, withdrawn and outdated sign-offs</h2>
${renderLines(lapses, "No sign-off lapsed.")}
<h2>Timeline</h2>
${timeline}
<h2>Attempts</h2>
${renderAttempts(upgrade)}
<h2>Smoke checks</h2>
${renderChecks(upgrade)}
<h2>Every record</h2>
${renderLines(sentences, "There are none.")}
${more > 0 ? [html`<p>${more} more stand in records.jsonl.</p>`] : []}
<h2>Where this comes from</h2>
<dl>
<dt>Upgrade</dt><dd><code>${statement.upgradeId}</code></dd>
<dt>Last record</dt><dd><code>${statement.head}</code></dd>
<dt>Installation</dt><dd><code>${statement.installationId}</code></dd>
</dl>
<p>This page follows from the records beside it; the verifier makes it again and compares every byte.</p>
</body>
</html>
`;
  return page.html;
}

function describeEnd({ ending, startedBy, startedAt }: Upgrade): string {
  const began = `Started by ${describeActor(startedBy)} ${toTime(startedAt)};`;
  if (!ending) return `${began} under way.`;
  const reason = ending.reason === "" ? "" : ` (${ending.reason})`;
  return `${began} ${ending.type} by ${describeActor(ending.by)} ${toTime(ending.at)}${reason}.`;
}

const STATE_TEXT = {
  none: "no snapshot",
  never: "not signed",
  waiting: "waits for another signature",
  changes: "changes requested",
  outdated: "outdated",
  done: "signed off",
} as const;

function renderCategory(upgrade: Upgrade, category: (typeof CATEGORIES)[number]): Html {
  const decisions = upgrade.signOffs.filter((signOff) => signOff.category === category);
  return html`<tr><th scope="row">${CATEGORY_TEXT[category].title}</th><td>${STATE_TEXT[bucketStatus(upgrade, category)]}</td><td>${
    decisions.length === 0 ? [html`Nobody decided.`] : decisions.map((decision) => html`<p>${describeSignOff(decision)}</p>`)
  }</td></tr>
`;
}

function describeSignOff({ by, decision, at, seq, snapshot, note, coverage, withdrawn, outdatedAt }: SignOff): string {
  const what = decision === "approved" ? "approved" : "requested changes in";
  const opened = coverage ? `, ${coverage.opened} of ${coverage.hunks} hunks opened` : "";
  const words = note === "" ? "" : `: “${note}”`;
  const since = `${withdrawn ? `; taken back ${toTime(withdrawn.at)}` : ""}${outdatedAt === null ? "" : `; outdated since ${toTime(outdatedAt)}`}`;
  return `${by.name} <${by.email}> ${what} snapshot ${snapshot} ${toTime(at)} (record ${seq})${opened}${words}${since}`;
}

function renderGatePasses({ gatePasses, lane }: Upgrade): Html {
  if (gatePasses.length === 0) return html`<p>No gate was passed.</p>`;
  const rows = gatePasses.map(
    ({
      stepId,
      argv,
      treeId,
      lockDigest,
      signOffs,
    }) => html`<tr><th scope="row">${lane.steps.find(({ id }) => id === stepId)?.title ?? stepId}</th><td><code>${argv.join(" ")}</code></td><td>tree <code>${treeId}</code><br>mix.lock <code>${lockDigest ?? "none"}</code></td><td>${signOffs.join(", ")}</td></tr>
`,
  );
  return html`<table><thead><tr><th>Step</th><th>Command</th><th>Content</th><th>By the sign-offs of records</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

function renderAttempts({ attempts, lane }: Upgrade): Html {
  if (attempts.length === 0) return html`<p>Nothing was run.</p>`;
  const rows = attempts.map(({ job, argv, by, at, progress }) => {
    const title = job.action.type === "snapshot" ? "Snapshot" : (lane.steps.find(({ id }) => id === job.stepId)?.title ?? job.stepId);
    const ended = progress.status === "ended" ? progress : null;
    const how = ended ? `${ended.outcome}${ended.exitCode === null ? "" : `, exit code ${ended.exitCode}`}` : progress.status;
    const took = ended ? `${Math.max(0, Math.round((ended.endedAt - ended.startedAt) / 1000))} s` : "";
    const log = ended ? html`<a href="${BLOB_FOLDER}${ended.log.blob}">log</a>, ${ended.log.sizeBytes} bytes` : html``;
    return html`<tr><th scope="row">${title}</th><td><code>${argv.join(" ")}</code></td><td>${describeActor(by)}, ${toTime(at)}</td><td>${how}</td><td>${took}</td><td>${log}</td></tr>
`;
  });
  return html`<table><thead><tr><th>Step</th><th>Command</th><th>Started by</th><th>End</th><th>Took</th><th>Log</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

function renderChecks({ checks, lane }: Upgrade): Html {
  if (checks.length === 0) return html`<p>Nothing was checked.</p>`;
  const RESULTS = { pass: "passed", fail: "failed", na: "not applicable" } as const;
  const rows = checks.map(({ stepId, itemId, result, note, by, at }) => {
    const step = lane.steps.find(({ id }) => id === stepId);
    const text = step?.kind === "checklist" ? step.items.find(({ id }) => id === itemId)?.text : undefined;
    return html`<tr><th scope="row">${text ?? itemId}</th><td>${RESULTS[result]}</td><td>${describeActor(by)}, ${toTime(at)}</td><td>${note}</td></tr>
`;
  });
  return html`<table><thead><tr><th>Check</th><th>Result</th><th>By</th><th>Note</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

function renderLines(lines: readonly Html[], empty: string): Html {
  if (lines.length === 0) return html`<p>${empty}</p>`;
  return html`<table><thead><tr><th>Record</th><th>When</th><th>What</th></tr></thead><tbody>
${lines.map(
  (line) => html`${line}
`,
)}</tbody></table>`;
}

/** "2026-03-12 12:00:00". */
function toTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

const STYLE: Html = {
  html: `
body { font: 14px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid #ccc; font-weight: normal; }
thead th { font-weight: 600; } th[scope=row] { font-weight: 600; } tr { break-inside: avoid; } td p { margin: 0 0 4px; }
td.n { width: 4rem; font-variant-numeric: tabular-nums; } td.t { width: 11rem; font-variant-numeric: tabular-nums; }
code { font: 12px/1.4 ui-monospace, monospace; } dt { font-weight: 600; } dd { margin: 0 0 8px; } svg { width: 100%; height: auto; }
@media print { @page { margin: 15mm; } body { margin: 0; max-width: none; font-size: 11px; } a { color: inherit; text-decoration: none; } thead { display: table-header-group; } }
`,
};
