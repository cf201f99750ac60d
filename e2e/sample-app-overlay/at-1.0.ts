import type { Patch } from "./patch";

/** What bump, fetch and upgrade task of the v1.0 lane left in existing files. */
export const AT_1_0_PATCHES: readonly Patch[] = [
  { path: "mix.exs", anchor: '{:sigra, "~> 0.3"}', replacement: '{:sigra, "~> 1.0"}' },
  {
    path: "mix.lock",
    anchor:
      '"sigra": {:hex, :sigra, "0.3.4", "a4a14739dd65f695a4eb25411c3961f80e1a37d25caf2f1afedae9b368b6c81c", [:mix], [], "hexpm", "b1b3526326e4609abcf5415f2b1a184bbb9da6bdbd4b2c4409e749d5b83495ce"},',
    replacement:
      '"sigra": {:hex, :sigra, "1.0.3", "3f42564aecc9d3ff8df9ce94e7afb81703c8c4716ff514b43d8dc81447ab8404", [:mix], [], "hexpm", "6707345b155b69a0ab10334d80a47627dd864541955b7fd3956cc9fa3e94826a"},',
  },
  {
    path: "config/config.exs",
    anchor: 'import_config "#{config_env()}.exs"\n',
    replacement: `
# Sigra schema version — managed by \`mix sigra.upgrade\`.
# Do not edit manually.
config :sigra, :schema_version, "1.0.0"

import_config "#{config_env()}.exs"
`,
  },
  {
    path: "lib/harbor/application.ex",
    anchor: "    children = [\n",
    replacement: "    children = [\n      Harbor.Vault,\n",
  },
];
