import { PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import type { Role } from "@/lib/core/people/person";

const PERMISSION_TEXT: Record<Permission, string> = {
  "upgrade.start": "Start upgrades",
  "upgrade.end": "Finish and abandon upgrades",
  "step.run": "Run steps",
  "step.attest": "Confirm what a person has to confirm",
  "step.choose": "Answer the lane's choices",
  "step.waive": "Waive steps",
  "attempt.look-at": "Look at what ran on changed content",
  "snapshot.take": "Take snapshots",
  "bucket.sign": "Approve buckets and request changes",
  "hunk.assign": "Move hunks to another category",
  "expectation.accept": "Accept that something expected is absent",
  "comment.write": "Comment on lines, answer and resolve comments",
  "comment.hold": "Mark a comment as must fix",
  "comment.overrule": "Resolve what somebody else marked as must fix",
  "check.qa": "Record smoke checks",
  "check.reviewer": "Record migration checks",
  "check.operator": "Record operators' checks",
  "evidence.add": "Add pictures and texts as evidence",
  "app.add": "Add apps",
  "app.policy": "Set an app's policy",
  "people.manage": "Invite people and change roles",
  "backup.make": "Make backups",
  "dossier.export": "Export the dossier of an upgrade",
};

/** What roles together allow, in plain words. */
export function describeAllowed(roles: readonly Role[]): readonly string[] {
  const allows = ([, allowed]: readonly [string, readonly Role[]]) => allowed.some((role) => roles.includes(role));
  return Object.entries(PERMISSIONS)
    .filter(allows)
    .flatMap(([permission]) => textOf(permission) ?? []);
}

function textOf(permission: string): string | undefined {
  return Object.entries(PERMISSION_TEXT).find(([known]) => known === permission)?.[1];
}
