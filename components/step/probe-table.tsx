import { Box } from "@/components/ui/box";
import { StatusShape } from "@/components/ui/status";
import type { ProbeResult } from "@/lib/contract/agent-api";

export type ProbeTableProps = { probes: readonly ProbeResult[] };

/** What the app answered on each path. Evidence only: people decide. */
export function ProbeTable({ probes }: ProbeTableProps) {
  return (
    <Box title="What it answered" note="Asked once, when it came up">
      <div className="overflow-x-auto">
        <table className="small">
          <thead className="q">
            <tr>
              <th className="px-3 py-1.5">Path</th>
              <th className="px-3 py-1.5">Status</th>
              <th className="px-3 py-1.5">Title</th>
              <th className="px-3 py-1.5 text-right">Took</th>
            </tr>
          </thead>
          <tbody>
            {probes.map((probe) => (
              <ProbeRow key={probe.path} probe={probe} />
            ))}
          </tbody>
        </table>
      </div>
    </Box>
  );
}

function ProbeRow({ probe: { path, status, title, durationMs, error } }: { probe: ProbeResult }) {
  const isBad = status === null || status >= 500;
  return (
    <tr className="border-line border-t">
      <td className="mono px-3 py-1.5">{path}</td>
      <td className="px-3 py-1.5">
        <span className="row gap-1.5">
          {isBad && <StatusShape s="failed" size={12} />}
          {status ?? "no answer"}
        </span>
      </td>
      <td className="px-3 py-1.5">{title ?? error ?? <span className="q">none</span>}</td>
      <td className="num px-3 py-1.5 text-right">{durationMs} ms</td>
    </tr>
  );
}
