import { describe, expect, it } from "vitest";
import { CATEGORIES, LABELS } from "@/lib/core/classify/category";
import type { Lane } from "@/lib/core/lane/lane";
import { findLane, listLanes } from "@/lib/core/lane/registry";

/**
 * Every section and list item of a guide, by its first words, and where the lane carries it: `step`, `step/item`,
 * `step:option`, `expectation x`, `category x`, `label x`, or `note` with words of it.
 */
const V10: readonly (readonly [item: string, ...carriers: string[]])[] = [
  ["Version axis: source posture, latest published pre-1.0 series", "posture", "note SIGRA_UPGRADE_SOURCE_SERIES=0.3"],
  ["Version axis: target posture, the v1.0 contract line", "posture", "note package registry"],
  ["Version axis: planning milestones are coordination labels", "note .planning/"],
  ["Category: generated host auth files", "category host_auth", "review"],
  ["Category: router and pipeline wiring", "category router", "review"],
  ["Category: schema and migrations", "category schema", "review"],
  ["Category: optional integration config", "category integration", "review"],
  ["Category: audit and security posture", "category audit_security", "review", "expectation audit-schema"],
  ["Preflight: create a dedicated upgrade branch", "branch"],
  ["Preflight: confirm you can restore production data from backup", "backup"],
  ["Preflight: ensure your app compiles and migrates cleanly before starting", "baseline"],
  ["Preflight: prefer a clean working tree before running upgrade tasks", "clean-tree"],
  ["Preflight: note rollback anchor: current commit SHA", "anchor"],
  ["Preflight: and currently deployed package version", "deployed-version"],
  ["1. Bump dependency and fetch: update your app mix.exs", "bump", "commit-bump"],
  ["1. then fetch", "fetch"],
  ["2. Run Sigra upgrade task: run the generated-file and migration injector", "upgrade"],
  ["2. Use --allow-dirty only if you explicitly accept reduced rollback safety", "upgrade:allow-dirty"],
  ["3. Label: session and auth controller/template diffs", "label session_auth", "review"],
  ["3. Label: scope/current-user/current-scope wiring", "label scope", "review"],
  ["3. Label: OAuth and provider callback routes", "label oauth", "review"],
  ["3. Label: admin and settings surfaces touched by generator output", "label admin_settings", "review"],
  ["3. Label: any host policy callback seam changes", "label policy", "review"],
  ["3. does not promise automatic ecosystem migration or drop-in compatibility across other auth stacks", "note outside the lane"],
  ["4. After review, run DB changes", "migrate"],
  ["4. Confirm migration ordering is stable for your deployment model", "migration-checklist/ordering"],
  ["4. Confirm data migrations (if present) are run by your deploy pipeline", "migration-checklist/data-migrations"],
  ["4. Confirm constraints/indexes align with your production DB posture", "migration-checklist/constraints"],
  ["4. Confirm no unexpected destructive schema edits were introduced", "migration-checklist/destructive"],
  ["5. Compile with warnings as errors: treat warnings as release blockers until resolved", "compile"],
  ["6. Verification: mix test test/upgrade_test.exs -x", "verify-tests"],
  ["6. Verification: bash scripts/ci/upgrade-smoke.sh", "verify-smoke"],
  ["7. Start your upgraded app and validate core route and auth behavior", "boot"],
  ["7. Login still succeeds for an existing user", "smoke/login"],
  ["7. Session creation and logout behavior remain correct", "smoke/session"],
  ["7. Key auth pages load without 500s", "smoke/pages"],
  ["7. Any required organization/scope landing behavior is intact", "smoke/landing"],
  ["Rollback, verification fails: stop deploy rollout", "rollback-verification/stop-rollout"],
  ["Rollback, verification fails: revert to pre-upgrade commit and pre-upgrade Sigra dependency version", "rollback-verification/revert"],
  ["Rollback, verification fails: restore DB from backup if migrations were destructive or unrecoverable", "rollback-verification/restore"],
  ["Rollback, verification fails: re-run preflight and re-attempt with narrower diff review", "rollback-verification/retry"],
  ["Rollback, production: roll back app artifact first", "rollback-production/artifact"],
  ["Rollback, production: roll back DB only per your migration rollback policy and backup posture", "rollback-production/database"],
  ["Rollback, production: capture failing diff category before retrying", "rollback-production/category"],
];

const V11: typeof V10 = [
  ["Before you start: create a branch for the upgrade", "branch"],
  ["Before you start: make sure you can restore production data from backup", "backup"],
  ["Before you start: run the upgrade on a clean tree in your app repo", "clean-tree"],
  ["Before you start: make sure your app already compiles and migrates cleanly on the current Sigra version", "baseline"],
  ["1. In your app's mix.exs, bump Sigra to the v1.1 release you are targeting", "bump", "commit-bump"],
  ["1. then fetch deps", "fetch"],
  ["2. No backfill: existing users keep the zero-org posture until they create or accept an organization", "backfill-choice:no-backfill"],
  ["2. Backfill personal orgs: existing users each get a personal organization", "backfill-choice:backfill"],
  ["3. For the zero-org path", "upgrade-zero-org"],
  ["3. For the personal-org backfill path", "upgrade-backfill"],
  ["3. prefer a clean working tree instead of relying on that escape hatch", "upgrade-zero-org:allow-dirty", "upgrade-backfill:allow-dirty"],
  ["4. After the upgrade task writes migrations and generated code updates: migrate", "review", "migrate"],
  ["4. compile", "compile"],
  ["4. run any generated data migrations your app expects as part of deployment", "data-migrations", "expectation data-migration"],
  [
    "5. adds generated passkey routes and runtime config; the default injected config",
    "passkeys",
    "expectation passkeys-config",
    "note ceremony_rate_limit: [limit: 5, window_ms: 60_000]",
  ],
  [
    "5. Set rp_id and origin to your real hostnames before rolling this out beyond localhost",
    "passkeys",
    "expectation passkeys-rp-id",
    "expectation passkeys-origin",
  ],
  ["6. organizations-aware generated surface in the default install posture", "changes", "expectation organizations", "expectation organizations-route"],
  ["6. passkey routes under /users/log_in/passkey", "changes", "expectation passkey-login-route"],
  ["6. passkey routes under /users/mfa/passkey", "changes", "expectation passkey-mfa-route"],
  ["6. passkey routes under /users/settings/mfa/passkeys", "changes", "expectation passkey-settings-route"],
  ["6. login pages that can present passkey-primary alongside password and magic-link fallback", "smoke/passkey-login", "smoke/login"],
  ["6. rather than assuming every existing user will get a personal org automatically", "note Nobody gets a personal organization"],
  ["7. Run the focused upgrade regression", "verify-tests"],
  ["7. mix sigra.upgrade --yes", "upgrade-zero-org", "verify-tests"],
  ["7. mix sigra.upgrade --backfill-personal-orgs --yes", "upgrade-backfill", "verify-tests"],
  ["8. Start the app and validate the generated surface manually", "boot"],
  ["8. existing users can still log in", "smoke/login"],
  ["8. zero-org users land on /organizations instead of a 500", "smoke/zero-org-landing"],
  ["8. passkey controls render on /users/log_in", "smoke/passkey-login"],
  ["8. MFA settings include the passkey enrollment surface", "smoke/passkey-enrollment"],
  ["Related: Getting Started, the default install happy path", "note Getting Started"],
  ["Related: Passkeys, runtime configuration, RP ID/origin operations, and recovery posture", "note Passkeys (settings"],
  ["Related: Multi-Tenant Apps, how Sigra's shipped logical-org model scopes tenant-owned data", "note Multi-Tenant Apps"],
];

/** Commands as the guides print them. */
const COMMANDS: Record<string, readonly string[]> = {
  "sigra-v1.0": [
    "mix deps.get",
    "mix sigra.upgrade --yes",
    "mix ecto.migrate",
    "mix compile --warnings-as-errors",
    "mix test test/upgrade_test.exs -x",
    "bash scripts/ci/upgrade-smoke.sh",
    "mix phx.server",
  ],
  "sigra-v1.1": [
    "mix deps.get",
    "mix sigra.upgrade --yes",
    "mix sigra.upgrade --backfill-personal-orgs --yes",
    "mix ecto.migrate",
    "mix compile",
    "mix test test/upgrade_test.exs",
    "mix phx.server",
  ],
};

/** Flags, paths, routes and settings the guides name. */
const VERBATIM: Record<string, readonly string[]> = {
  "sigra-v1.0": ["--allow-dirty", "SIGRA_UPGRADE_SOURCE_SERIES", "scripts/ci/upgrade-smoke.sh", ".planning/", "mix.exs"],
  "sigra-v1.1": [
    "--allow-dirty",
    ":sigra_config",
    "rp_id",
    "rp_name",
    "origin",
    "timeout_ms: 60_000",
    "attestation: :none",
    "user_verification: :preferred",
    "ceremony_rate_limit: [limit: 5, window_ms: 60_000]",
    "passkey_primary_enabled: true",
    "http://localhost:4000",
    "/organizations",
    "/users/log_in/passkey",
    "/users/mfa/passkey",
    "/users/settings/mfa/passkeys",
    "/users/log_in",
  ],
};

describe.each([
  ["sigra-v1.0", V10],
  ["sigra-v1.1", V11],
] as const)("the lane %s", (laneId, items) => {
  const lane = getLane(laneId);

  it.each(items)("carries '%s'", (_item, ...carriers) => {
    expect(carriers.length).toBeGreaterThan(0);
    expect(carriers.filter((carrier) => !isCarried(lane, carrier))).toEqual([]);
  });

  it("holds no step, check item, option or expectation that the table does not name, save what the tasks' gaps ask for", () => {
    const named = new Set(items.flatMap(([, ...carriers]) => carriers));
    const parts = lane.steps.flatMap((step) => {
      if (step.kind === "checklist") return step.items.map(({ id }) => `${step.id}/${id}`);
      if (step.kind === "choice") return step.options.map(({ id }) => `${step.id}:${id}`);
      return [step.id];
    });

    expect(parts.filter((part) => !named.has(part))).toEqual(laneId === "sigra-v1.0" ? [] : ["anchor"]);
  });

  it("gives every section a step, a category or a note", () => {
    const used = new Set(lane.steps.map(({ section }) => section));

    expect(lane.sections.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(laneId === "sigra-v1.0" ? ["Review categories"] : ["Related"]);
  });

  it("prints every command of the guide verbatim and runs just that", () => {
    const printed = lane.steps.flatMap((step) => (step.kind === "command" || step.kind === "serve" ? [step] : []));

    expect(COMMANDS[laneId]?.filter((command) => !printed.some(({ guideCommand }) => guideCommand === command))).toEqual([]);
    for (const step of printed.filter(({ id }) => id !== "data-migrations")) expect(step.command.join(" ")).toBe(step.guideCommand);
  });

  it("keeps flags, paths, routes and settings verbatim", () => {
    const text = JSON.stringify(lane).replaceAll('\\"', '"');

    expect(VERBATIM[laneId]?.filter((part) => !text.includes(part))).toEqual([]);
  });

  it("borrows no run of five words from the guide's prose", () => {
    const borrowed = new Set(items.flatMap(([item]) => toRuns(item.replace(/^[^:]{1,40}: |^\d\. /, ""))));
    const prose = collectTexts({ ...lane, sections: [] }).filter((text) => text.includes(" "));

    expect(prose.flatMap(toRuns).filter((run) => borrowed.has(run))).toEqual([]);
  });

  it("asks for nothing behind the gate before the review", () => {
    const gated = lane.steps.filter((step) => step.gated);

    for (const step of gated) expect([...ancestors(lane, step.id)]).toContain("review");
    expect(lane.steps.filter(({ pointOfNoReturn, gated: isGated }) => pointOfNoReturn && !isGated)).toEqual([]);
  });

  it("never offers a dry run, a question on the terminal or a flag the task drops in silence", () => {
    const known = ["--yes", "--allow-dirty", "--backfill-personal-orgs"];
    const commands = lane.steps.flatMap((step) => (step.kind === "command" ? [step.command, ...step.alternatives.map(({ command }) => command)] : []));
    const upgrades = commands.filter((command) => command[1] === "sigra.upgrade");

    expect(upgrades.length).toBeGreaterThan(0);
    for (const [, , ...flags] of upgrades) {
      expect(flags).toContain("--yes");
      expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
    }
  });

  it("has a person accept what --allow-dirty means", () => {
    const alternatives = lane.steps.flatMap((step) => (step.kind === "command" ? step.alternatives : []));
    const dirty = alternatives.filter(({ command }) => command.includes("--allow-dirty"));

    expect(dirty.length).toBe(laneId === "sigra-v1.0" ? 1 : 2);
    for (const { accepts } of dirty) expect(accepts).toContain("--allow-dirty");
  });
});

describe("the catalogue", () => {
  it("records a different digest for each lane", () => {
    expect(new Set(listLanes().map(({ digest }) => digest)).size).toBe(2);
  });

  it("knows no lane of another name", () => {
    expect(findLane("sigra-v9")).toBeUndefined();
  });

  it("tells how the v1.1 choice ends for the database", () => {
    const choice = getLane("sigra-v1.1").steps.find(({ id }) => id === "backfill-choice");
    const consequences = choice?.kind === "choice" ? choice.options.flatMap((option) => option.consequences).join(" ") : "";

    expect(consequences).toContain("priv/repo/data_migrations does not run with mix ecto.migrate");
    expect(consequences).toContain("not members of it");
  });
});

function getLane(laneId: string): Lane {
  const found = findLane(laneId);
  if (!found) throw new Error(`no lane ${laneId}`);
  return found.lane;
}

function isCarried(lane: Lane, carrier: string): boolean {
  const [word = "", ...rest] = carrier.split(" ");
  const name = rest.join(" ");
  if (word === "note") return name !== "" && lane.notes.some((note) => note.includes(name));
  if (word === "category") return CATEGORIES.some((category) => category === name);
  if (word === "label") return LABELS.some((label) => label === name);
  if (word === "expectation") return lane.expectations.some(({ id }) => id === name);
  const [stepId, part] = carrier.split(/[/:]/);
  const step = lane.steps.find(({ id }) => id === stepId);
  if (!step || part === undefined) return step !== undefined;
  if (step.kind === "checklist") return step.items.some(({ id }) => id === part);
  if (step.kind === "choice") return step.options.some(({ id }) => id === part);
  return step.kind === "command" && step.alternatives.some(({ id }) => id === part);
}

function ancestors(lane: Lane, stepId: string, seen = new Set<string>()): Set<string> {
  for (const id of lane.steps.find((step) => step.id === stepId)?.requires ?? []) {
    seen.add(id);
    ancestors(lane, id, seen);
  }
  return seen;
}

function collectTexts(part: unknown): string[] {
  if (typeof part === "string") return [part];
  return part !== null && typeof part === "object" ? Object.values(part).flatMap(collectTexts) : [];
}

/** Runs of five words; commands, paths and settings are the guide's and do not count as prose. */
function toRuns(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9./_:-]+/g, " ")
    .trim()
    .split(" ")
    .map((word) => word.replace(/[.:,]+$/, ""));
  return words
    .map((_, index) => words.slice(index, index + 5))
    .filter((run) => run.length === 5 && run.every((word) => /^[a-z-]+$/.test(word)))
    .map((run) => run.join(" "));
}
