import { AUDIT_SECURITY_RULES } from "./rules/audit-security";
import { CONFIG_RULES } from "./rules/config";
import { HOST_AUTH_RULES } from "./rules/host-auth";
import { INTEGRATION_RULES } from "./rules/integration";
import { MIGRATION_RULES } from "./rules/migrations";
import { ROUTER_RULES } from "./rules/router";
import type { Rule } from "./rules/rule";
import { PROJECT_RULES, SUPPORTING_RULES } from "./rules/supporting";
import { TEST_RULES } from "./rules/tests";

/** All rules in the order in which they are asked; the first that matches decides. */
export const RULES: readonly Rule[] = [
  ...MIGRATION_RULES,
  ...PROJECT_RULES,
  ...TEST_RULES,
  ...SUPPORTING_RULES,
  ...ROUTER_RULES,
  ...AUDIT_SECURITY_RULES,
  ...CONFIG_RULES,
  ...INTEGRATION_RULES,
  ...HOST_AUTH_RULES,
];

/** A rule as the Rules page lists it. */
export type CatalogRule = Pick<Rule, "id" | "category" | "supporting" | "reason">;

/** All rules, in the order in which they are asked, with the fallback at the end. */
export const RULE_CATALOG: readonly CatalogRule[] = [
  ...RULES.map(({ id, category, supporting, reason }) => ({ id, category, supporting, reason })),
  {
    id: "none",
    category: "unclassified",
    supporting: false,
    reason: "No rule covers it; a person assigns a category before the gate opens.",
  },
];
