export type Destination = {
  readonly href: string;
  readonly label: string;
  /** The keys that go there from anywhere. */
  readonly keys?: string;
};

/** What the top bar shows, in order. */
export const MAIN_DESTINATIONS: readonly Destination[] = [
  { href: "/your-turn", label: "Your turn", keys: "g y" },
  { href: "/", label: "Fleet", keys: "g f" },
  { href: "/qa", label: "QA desk", keys: "g q" },
  { href: "/audit", label: "Audit", keys: "g a" },
  { href: "/rules", label: "Rules", keys: "g r" },
];

/** What only administrators see, in the person menu. */
export const ADMIN_DESTINATIONS: readonly Destination[] = [
  { href: "/people", label: "People" },
  { href: "/agents", label: "Agents" },
  { href: "/backups", label: "Backups" },
];

export const ACCOUNT: Destination = { href: "/account", label: "Account" };

/** The fleet is also where an app and its upgrade live. */
const FLEET_FOLDERS = ["/apps", "/upgrades"];

/** Says whether a page belongs to a destination. */
export function isAt(path: string, href: string): boolean {
  if (href === "/") return path === "/" || FLEET_FOLDERS.some((folder) => isAt(path, folder));
  return path === href || path.startsWith(`${href}/`);
}
