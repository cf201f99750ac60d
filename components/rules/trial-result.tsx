import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { Trial } from "@/lib/browser/rules/try-rule";
import { toVisibleText } from "@/lib/core/diff/visible-text";
import { FLAG_TEXT, LABEL_TEXT } from "@/lib/core/classify/category";
import type { ClassifiedHunk } from "@/lib/core/classify/classification";
import { PlacementName } from "./placement-name";

/** What the rules made of each hunk. */
export function TrialResult({ trial: { path, facts, hunks } }: { trial: Trial }) {
  return (
    <>
      <ul className="grid gap-3">
        {hunks.map((hunk) => (
          <li key={hunk.id} className="grid gap-1.5 border-l-2 border-line-2 pl-3">
            {hunks.length > 1 && <p className="small q2">{describePlace(hunk)}</p>}
            <PlacementName placement={hunk.category} />
            <p>{hunk.reason}</p>
            <p className="small q2">
              Rule <a href={`#rule-${hunk.rule}`}>{hunk.rule}</a>
              {hunk.rule !== "none" && (
                <>
                  , because of {hunk.matched === "" && "its path "}
                  <mark className="hit mono [overflow-wrap:anywhere]">{toVisibleText(hunk.matched === "" ? path : hunk.matched)}</mark>
                </>
              )}
            </p>
            <p className="row wrap gap-1">
              {hunk.supporting && <Chip>Supporting</Chip>}
              {hunk.labels.map((label) => (
                <Chip key={label}>{LABEL_TEXT[label]}</Chip>
              ))}
              {hunk.flags.map((flag) => (
                <Flag key={flag} tone={FLAG_TEXT[flag].tone}>
                  {FLAG_TEXT[flag].title}
                </Flag>
              ))}
            </p>
          </li>
        ))}
      </ul>
      <p className="small q mt-3">
        Read as a file of an app called {facts.otpApp} with its auth context in <span className="mono">{facts.contextFolder}</span>. In a snapshot these are
        read from the checkout.
      </p>
    </>
  );
}

function describePlace({ newStart, newLines, oldStart, oldLines }: ClassifiedHunk): string {
  const [start, count] = newLines > 0 ? [newStart, newLines] : [oldStart, oldLines];
  return count === 1 ? `Line ${start}` : `Lines ${start} to ${start + count - 1}`;
}
