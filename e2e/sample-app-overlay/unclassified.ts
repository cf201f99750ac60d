import type { Patch } from "./patch";

/** A host feature that has nothing to do with authentication. */
export const UNCLASSIFIED_PATCHES: readonly Patch[] = [
  {
    path: "lib/harbor_web/live/mooring_live/index.ex",
    anchor: "    <h1>Free tonight</h1>\n",
    replacement: `    <h1>Free tonight</h1>
    <p :if={not Harbor.Tides.passable?(DateTime.utc_now(), 1.5)}>The sill is closed right now.</p>
`,
  },
];
