import { Box } from "@/components/ui/box";
import { Hash } from "@/components/ui/hash";
import type { RegisteredLane } from "@/lib/core/lane/registry";
import { ExpectationList } from "./expectation-list";
import { LaneStep } from "./lane-step";

/** A lane as a document: what it is, the guide's sections with their steps, what must exist in the end. */
export function LaneDocument({ lane, digest }: RegisteredLane) {
  const numberOf = (stepId: string) => lane.steps.findIndex(({ id }) => id === stepId) + 1;
  const used = lane.sections.filter(({ id }) => lane.steps.some((step) => step.section === id));
  return (
    <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="md:order-2 md:sticky md:top-[60px]">
        <Box title="This lane" padded>
          <dl className="kv">
            <dt>Id</dt>
            <dd className="mono">{lane.id}</dd>
            <dt>Library</dt>
            <dd>{lane.library}</dd>
            <dt>From</dt>
            <dd>{lane.sourceSeries}</dd>
            <dt>To</dt>
            <dd>{lane.targetSeries}</dd>
            <dt>Steps</dt>
            <dd>{lane.steps.length}</dd>
            <dt>Digest</dt>
            <dd>
              <Hash value={digest} length={12} />
            </dd>
          </dl>
          <p className="small q mt-2">The digest is recorded with every upgrade, so that a changed lane cannot pass for this one.</p>
        </Box>
        <nav aria-label="Sections" className="max-md:hidden">
          <ul className="grid gap-0.5">
            {lane.sections.map((section) => (
              <li key={section.id}>
                <a className="small q2 inline-block py-1.5" href={`#section-${slug(section.id)}`}>
                  {section.title}
                </a>
              </li>
            ))}
            {lane.expectations.length > 0 && (
              <li>
                <a className="small q2 inline-block py-1.5" href="#expectations">
                  What must exist in the end
                </a>
              </li>
            )}
          </ul>
        </nav>
      </div>
      <div>
        {lane.sections.map((section) => (
          <div key={section.id} id={`section-${slug(section.id)}`} className="scroll-mt-24">
            <Box title={section.title} note={/^\d/.test(section.id) ? `Section ${section.id} of the guide` : undefined}>
              {used.includes(section) ? (
                <ol>
                  {lane.steps
                    .filter((step) => step.section === section.id)
                    .map((step) => (
                      <LaneStep key={step.id} step={step} number={numberOf(step.id)} lane={lane} />
                    ))}
                </ol>
              ) : (
                <p className="q2 px-3.5 py-3">No step of its own: it says how to read the others.</p>
              )}
            </Box>
          </div>
        ))}
        <ExpectationList expectations={lane.expectations} />
        {lane.notes.length > 0 && (
          <Box title="What no step can carry">
            <ul className="grid gap-2 px-3.5 py-3">
              {lane.notes.map((note) => (
                <li key={note} className="max-w-[75ch]">
                  {note}
                </li>
              ))}
            </ul>
          </Box>
        )}
      </div>
    </div>
  );
}

function slug(sectionId: string): string {
  return sectionId.toLowerCase().replaceAll(" ", "-");
}
