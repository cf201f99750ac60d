import { PlacementName } from "@/components/rules/placement-name";
import { Box } from "@/components/ui/box";
import type { Expectation } from "@/lib/core/lane/lane";
import { describeCheck } from "./describe-check";

/** What must exist after the upgrade; what is missing becomes an item of a review. */
export function ExpectationList({ expectations }: { expectations: readonly Expectation[] }) {
  if (expectations.length === 0) return null;
  return (
    <div id="expectations" className="scroll-mt-24">
      <Box title="What must exist in the end" note="what is missing stops a sign-off until it is met or accepted">
        <ul>
          {expectations.map((expectation) => (
            <li key={expectation.id} className="grid gap-1 border-b border-line px-3.5 py-3 last:border-b-0">
              <div className="row wrap">
                <h3>{expectation.title}</h3>
                <PlacementName placement={expectation.category} />
              </div>
              <p className="q2 max-w-[75ch]">{expectation.why}</p>
              <p className="small q2 max-w-[75ch]">To meet it: {expectation.howToMeet}</p>
              <p className="small q [overflow-wrap:anywhere]">Looked at: {describeCheck(expectation)}.</p>
            </li>
          ))}
        </ul>
      </Box>
    </div>
  );
}
