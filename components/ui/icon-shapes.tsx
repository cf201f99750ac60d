import type { ReactNode } from "react";

const LINE = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

/** A line cut out of a filled shape: it takes the colour of the surface behind. */
const CUT = { ...LINE, stroke: "var(--cut, #fff)", strokeWidth: 1.7 } as const;

/** What is drawn inside a 16 by 16 box, by icon name. */
export const ICON_SHAPES = {
  branch: (
    <>
      <circle cx="4.5" cy="3.6" r="1.7" {...LINE} />
      <circle cx="4.5" cy="12.4" r="1.7" {...LINE} />
      <circle cx="11.5" cy="5.4" r="1.7" {...LINE} />
      <path d="M4.5 5.3v5.4M11.5 7.1c0 2.3-4.2 1.6-6.4 3.8" {...LINE} />
    </>
  ),
  brand: (
    <g fill="currentColor">
      <rect x="1" y="3" width="2" height="10" rx="1" />
      <rect x="4" y="3" width="2" height="10" rx="1" />
      <rect x="7" y="3" width="2" height="10" rx="1" />
      <rect x="10" y="3" width="2" height="10" rx="1" />
      <rect x="13" y="1" width="2" height="14" rx="1" />
    </g>
  ),
  camera: (
    <>
      <path d="M2 5h2.6l1.2-1.8h4.4L11.4 5H14v8H2z" {...LINE} />
      <circle cx="8" cy="8.8" r="2.2" {...LINE} />
    </>
  ),
  "chevron-down": <path d="m4.5 6.2 3.5 3.6 3.5-3.6" {...LINE} />,
  "chevron-right": <path d="m6.2 4.5 3.6 3.5-3.6 3.5" {...LINE} />,
  close: <path d="m4 4 8 8m0-8-8 8" {...LINE} />,
  comment: <path d="M2.5 3h11v8H7l-3 2.6V11H2.5z" {...LINE} />,
  copy: (
    <>
      <rect x="5.2" y="5.2" width="8" height="8.6" rx="1.4" {...LINE} />
      <path d="M3 10.6V3.4c0-.7.5-1.2 1.2-1.2h6" {...LINE} />
    </>
  ),
  download: <path d="M8 2.6v7.6M4.8 7.2 8 10.4l3.2-3.2M3 13.4h10" {...LINE} />,
  expand: <path d="m5 6 3-3 3 3M5 10l3 3 3-3" {...LINE} />,
  link: <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.8-.8" {...LINE} />,
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.5" {...LINE} />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" {...LINE} />
    </>
  ),
  "mark-not-opened": <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  "mark-opened": <circle cx="8" cy="8" r="4" fill="currentColor" />,
  "mark-updated": (
    <>
      <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 4a4 4 0 0 0 0 8z" fill="currentColor" />
    </>
  ),
  more: (
    <g fill="currentColor">
      <circle cx="3.4" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.6" cy="8" r="1.2" />
    </g>
  ),
  plus: <path d="M8 3.2v9.6M3.2 8h9.6" {...LINE} />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" {...LINE} />
      <path d="m10.4 10.4 3.1 3.1" {...LINE} />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.6 13.4 3.4v4.2c0 3.2-2.2 5.6-5.4 6.8-3.2-1.2-5.4-3.6-5.4-6.8V3.4z" {...LINE} />
      <path d="m5.4 7.8 1.9 1.9 3.3-3.6" {...LINE} />
    </>
  ),
  tick: <path d="m3.4 8.4 3 3 6.2-6.8" {...LINE} />,
  triangle: (
    <>
      <path d="M8 1.6 15 14H1z" fill="currentColor" />
      <path d="M8 6v3.4M8 11.6v.1" {...CUT} />
    </>
  ),
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" {...LINE} />,
  "chevron-left": <path d="m9.8 4.5-3.6 3.5 3.6 3.5" {...LINE} />,
  "arrow-right": <path d="M3 8h10M9.2 4.4 12.8 8l-3.6 3.6" {...LINE} />,
  minus: <path d="M3.2 8h9.6" {...LINE} />,
  person: (
    <>
      <circle cx="8" cy="4.6" r="3.1" fill="currentColor" />
      <path d="M1.9 14.4c.3-3.6 2.7-5.4 6.1-5.4s5.8 1.8 6.1 5.4z" fill="currentColor" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

/** The shapes of the statuses: state is shape first, then word, then colour. */
export const STATUS_SHAPES = {
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.9 8.3 7 10.4l4.2-4.7" {...CUT} />
    </>
  ),
  waived: (
    <>
      <path d="M2.4 9.4a5.6 5.6 0 0 1 10.6-1.2" {...LINE} />
      <path d="M13.6 4.4v4H9.7" {...LINE} />
      <circle cx="8" cy="12.4" r="1.7" fill="currentColor" />
    </>
  ),
  na: (
    <>
      <circle cx="8" cy="8" r="6" {...LINE} />
      <path d="M3.9 12.1 12.1 3.9" {...LINE} />
    </>
  ),
  skipped: <path d="m2.2 4 4 4-4 4M7 4l4 4-4 4M13.7 3.6v8.8" {...LINE} />,
  outdated: (
    <>
      <path d="M2.3 2.6v3.3h3.3" {...LINE} />
      <path d="M2.6 5.7A6 6 0 1 1 2 8.6" {...LINE} />
      <path d="M8 5v3.2l2.1 1.3" {...LINE} />
    </>
  ),
  never: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeDasharray="0.1 4.612" />,
  waiting: (
    <>
      <circle cx="8" cy="4.6" r="3.1" fill="currentColor" />
      <path d="M1.9 14.4c.3-3.6 2.7-5.4 6.1-5.4s5.8 1.8 6.1 5.4z" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".25" />
      <path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  interrupted: <path d="M9.6.8 3 9.2h3.9L6 15.2l7-8.6H8.9z" fill="currentColor" />,
  failed: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" {...CUT} />
    </>
  ),
  changes: (
    <>
      <rect x="1.25" y="1.25" width="13.5" height="13.5" rx="3" fill="currentColor" />
      <path d="M6.4 4.7 4.2 6.9l2.2 2.2M4.4 6.9h4.9a2.2 2.2 0 0 1 0 4.4H7.6" {...CUT} />
    </>
  ),
  reading: (
    <>
      <circle cx="8" cy="8" r="6" {...LINE} />
      <path d="M8 4.4a3.6 3.6 0 0 1 0 7.2z" fill="currentColor" />
    </>
  ),
  unmet: (
    <>
      <rect x="2.2" y="2.2" width="11.6" height="11.6" rx="2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 2.2" />
      <path d="M8 5v3.4M8 10.9v.1" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  todo: <circle cx="8" cy="8" r="6" {...LINE} opacity=".75" />,
  none: <circle cx="8" cy="8" r="1.6" fill="currentColor" />,
} as const satisfies Record<string, ReactNode>;
