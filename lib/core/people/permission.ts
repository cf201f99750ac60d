import type { Person, Role } from "./person";

/** Everything a person can do, and the roles that may. Reading needs only a session. */
export const PERMISSIONS = {
  "upgrade.start": ["lead"],
  "upgrade.end": ["lead"],
  "step.run": ["operator", "lead"],
  "step.attest": ["operator", "lead"],
  "step.choose": ["lead"],
  "step.waive": ["lead"],
  "attempt.look-at": ["lead"],
  "snapshot.take": ["reviewer", "operator", "lead"],
  "bucket.sign": ["reviewer"],
  "hunk.assign": ["reviewer", "lead"],
  "expectation.accept": ["reviewer"],
  "comment.write": ["reviewer", "lead", "qa", "operator"],
  /** Marking a comment as must fix. */
  "comment.hold": ["reviewer", "lead"],
  /** Resolving what somebody else marked as must fix. */
  "comment.overrule": ["lead"],
  "check.qa": ["qa"],
  "check.reviewer": ["reviewer", "lead"],
  "check.operator": ["operator", "lead"],
  "evidence.add": ["reviewer", "operator", "lead", "qa"],
  "app.add": ["administrator", "lead", "operator"],
  "app.policy": ["administrator", "lead"],
  "people.manage": ["administrator"],
  "backup.make": ["administrator"],
  "dossier.export": ["reviewer", "lead", "qa", "operator", "administrator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether any of the person's roles allows it. */
export function canDo(person: Person, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return person.roles.some((role) => allowed.includes(role));
}
