import type { RecordBody } from "@/lib/core/audit/record";
import { html, type Html } from "./html";

type Mark = { readonly at: number; readonly row: number; readonly shape: "dot" | "cross" | "square"; readonly text: string };
type Bar = { readonly from: number; readonly to: number; readonly text: string };

const ROWS = ["Runs", "Approvals", "Lapses", "Gate passes", "Checks"] as const;
const WIDTH = 960;
const LEFT = 110;
const ROW_HEIGHT = 28;
/** More marks than this say nothing in a picture. */
const MAX_MARKS = 1_000;

/** A picture of when what happened: shapes differ as well as rows, so that it reads in black and white. */
export function createTimeline(): { readonly add: (body: RecordBody) => void; readonly render: () => Html } {
  const marks: Mark[] = [];
  const bars: Bar[] = [];
  let from = Number.POSITIVE_INFINITY;
  let to = 0;

  const mark = (row: number, shape: Mark["shape"], at: number, text: string) => {
    if (marks.length < MAX_MARKS) marks.push({ at, row, shape, text });
  };

  return {
    add: ({ event, at, seq }) => {
      from = Math.min(from, at);
      to = Math.max(to, at);
      if (marks.length >= MAX_MARKS && event.type !== "attempt.finished") return;
      switch (event.type) {
        case "attempt.finished":
          // The agent's clock may be another: the bar ends when the dashboard heard of it.
          if (bars.length < MAX_MARKS) bars.push({ from: at - Math.max(0, event.endedAt - event.startedAt), to: at, text: `record ${seq}` });
          break;
        case "sign-off.recorded":
          mark(1, "dot", at, `record ${seq}: approved ${event.category}`);
          break;
        case "sign-off.outdated":
        case "sign-off.withdrawn":
        case "sign-off.changes-requested":
          mark(2, "cross", at, `record ${seq}: ${event.type} ${event.category}`);
          break;
        case "gate.passed":
          mark(3, "square", at, `record ${seq}: gate of ${event.pass.stepId}`);
          break;
        case "check.recorded":
          mark(4, event.result === "fail" ? "cross" : "dot", at, `record ${seq}: ${event.itemId} ${event.result}`);
          break;
        default:
      }
    },
    render: () => {
      const span = Math.max(1, to - from);
      const x = (at: number) => Math.round(LEFT + (Math.max(0, at - from) / span) * (WIDTH - LEFT - 20));
      const y = (row: number) => 24 + row * ROW_HEIGHT;
      const height = 24 + ROWS.length * ROW_HEIGHT + 20;
      return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="When runs, approvals, lapses, gate passes and checks happened" font-family="system-ui, sans-serif" font-size="12">
${ROWS.map(
  (name, row) => html`<text x="0" y="${y(row) + 4}">${name}</text><line x1="${LEFT}" x2="${WIDTH - 10}" y1="${y(row)}" y2="${y(row)}" stroke="#ccc"/>
`,
)}${bars.map(
  (
    bar,
  ) => html`<rect x="${x(bar.from)}" y="${y(0) - 6}" width="${Math.max(2, x(bar.to) - x(bar.from))}" height="12" fill="#5b6b8c"><title>${bar.text}</title></rect>
`,
)}${marks.map((one) => renderMark(one, x(one.at), y(one.row)))}<text x="${LEFT}" y="${height - 4}">${toTime(from)}</text><text x="${WIDTH - 10}" y="${height - 4}" text-anchor="end">${toTime(to)}</text>
</svg>`;
    },
  };
}

function renderMark({ shape, text }: Mark, x: number, y: number): Html {
  switch (shape) {
    case "dot":
      return html`<circle cx="${x}" cy="${y}" r="5" fill="#1f7a3d"><title>${text}</title></circle>
`;
    case "cross":
      return html`<path d="M${x - 5} ${y - 5}l10 10m0-10l-10 10" stroke="#b3261e" stroke-width="2.5" fill="none"><title>${text}</title></path>
`;
    case "square":
      return html`<rect x="${x - 5}" y="${y - 5}" width="10" height="10" fill="#1a1a1a"><title>${text}</title></rect>
`;
  }
}

function toTime(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 16).replace("T", " ") : "";
}
