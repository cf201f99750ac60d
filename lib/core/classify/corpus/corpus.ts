import { AUDIT_SECURITY_CASES } from "./audit-security";
import { AUTH_CONTEXT_CASES } from "./auth-context";
import { AUTH_WEB_CASES } from "./auth-web";
import type { CorpusCase } from "./corpus-case";
import { INTEGRATION_CASES } from "./integration";
import { MOVE_CASES } from "./moves";
import { OWN_NAME_CASES } from "./own-names";
import { ROUTING_CASES } from "./routing";
import { SCHEMA_CASES } from "./schema";
import { SUPPORTING_CASES } from "./supporting";
import { UNCLASSIFIED_CASES } from "./unclassified";
import { WEAKENED_CASES } from "./weakened";

/** Hunks with what a careful reviewer says of each; every ruling and every known trap is among them. */
export const CORPUS: readonly CorpusCase[] = [
  ...AUTH_CONTEXT_CASES,
  ...AUTH_WEB_CASES,
  ...ROUTING_CASES,
  ...SCHEMA_CASES,
  ...INTEGRATION_CASES,
  ...AUDIT_SECURITY_CASES,
  ...SUPPORTING_CASES,
  ...UNCLASSIFIED_CASES,
  ...MOVE_CASES,
  ...WEAKENED_CASES,
  ...OWN_NAME_CASES,
];
