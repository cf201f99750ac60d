"use client";

import { Box } from "@/components/ui/box";
import { Icon } from "@/components/ui/icon";
import { StatusShape } from "@/components/ui/status";
import type { Finding } from "@/lib/core/lane/finding";

export type FindingsBoxProps = { findings: readonly Finding[]; onShowLine: (line: number) => void };

/** What the output says beyond its exit status. */
export function FindingsBox({ findings, onShowLine }: FindingsBoxProps) {
  if (findings.length === 0) return null;
  return (
    <Box title="Findings" note={findings.length}>
      <ul>
        {findings.map((finding, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings of an ended attempt never change
          <li className="find-row" key={position}>
            <SeverityShape severity={finding.severity} />
            <div className="min-w-0">
              <h3>{finding.title}</h3>
              <p className="d">{finding.detail}</p>
              {!isNamed(finding) && <p className="mono q mt-0.5 [overflow-wrap:anywhere]">{finding.subject}</p>}
            </div>
            {finding.line !== null && <LineLink line={finding.line} onShowLine={onShowLine} />}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** Whether the words say already what the finding is about. */
function isNamed({ subject, title, detail }: Finding): boolean {
  return title.includes(subject) || detail.includes(subject);
}

function SeverityShape({ severity }: Pick<Finding, "severity">) {
  if (severity === "note") return <StatusShape s="none" label="Good to know" className="mt-px" />;
  if (severity === "care") return <StatusShape s="unmet" label="Needs a look" className="mt-px" />;
  return (
    <span className="g mt-px" data-s="failed">
      <Icon name="triangle" label="Blocks the step" />
    </span>
  );
}

function LineLink({ line, onShowLine }: { line: number; onShowLine: (line: number) => void }) {
  return (
    <a
      className="small max-sm:inline-grid max-sm:min-h-11 max-sm:min-w-11 max-sm:place-items-center"
      href={`#line-${line}`}
      onClick={(event) => {
        event.preventDefault();
        onShowLine(line);
      }}
    >
      Line {line}
    </a>
  );
}
