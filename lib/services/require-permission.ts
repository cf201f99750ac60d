import { joinOr } from "@/lib/core/join-words";
import { canDo, PERMISSIONS, type Permission } from "@/lib/core/people/permission";
import { ROLE_TEXT, type Person } from "@/lib/core/people/person";
import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "@/lib/core/upgrade/refusal";

/** Refuses, with the roles that may, when none of the person's roles allows it. */
export function requirePermission(person: Person, permission: Permission): Result<Person, Refusal> {
  if (canDo(person, permission)) return ok(person);
  const roles = joinOr(PERMISSIONS[permission].map((role) => ROLE_TEXT[role].title.toLowerCase()));
  return refuse("not-allowed", `This takes the role ${roles}. An administrator can give it to you.`);
}
