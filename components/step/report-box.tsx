import { Box } from "@/components/ui/box";
import type { JobReport } from "@/lib/contract/agent-api";
import { listReportFacts } from "./report-facts";

export type ReportBoxProps = { report: JobReport };

/** What a job found or made. */
export function ReportBox({ report }: ReportBoxProps) {
  const facts = listReportFacts(report);
  if (facts.length === 0) return null;
  return (
    <Box title="Result" padded>
      <dl className="kv">
        {facts.map(({ name, value, isCode }) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className={isCode ? "mono" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </Box>
  );
}
