import { AnchorBox } from "./anchor-box";
import { BucketList } from "./bucket-list";
import { NextActionCard } from "./next-action-card";
import { PeopleBox } from "./people-box";
import { RecordBox } from "./record-box";
import { StandInNote } from "./stand-in-note";

/** What holds for the upgrade as a whole, whichever step is shown. */
export function UpgradeSide() {
  return (
    <aside className="side" aria-label="State of this upgrade">
      <NextActionCard />
      <StandInNote />
      <BucketList />
      <AnchorBox />
      <PeopleBox />
      <RecordBox />
    </aside>
  );
}
