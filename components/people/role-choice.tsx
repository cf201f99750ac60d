import { Checkbox } from "@/components/ui/checkbox";
import { StatusShape } from "@/components/ui/status";
import { ROLE_TEXT, ROLES, type Role } from "@/lib/core/people/person";

export type RoleChoiceProps = { roles: readonly Role[]; onChange: (roles: readonly Role[]) => void; error?: string | undefined };

/** Any of the five roles, each with what it does. */
export function RoleChoice({ roles, onChange, error }: RoleChoiceProps) {
  const toggle = (role: Role) => onChange(ROLES.filter((other) => (other === role ? !roles.includes(role) : roles.includes(other))));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-12 font-medium">Roles</legend>
      {ROLES.map((role) => (
        <Checkbox key={role} label={ROLE_TEXT[role].title} hint={ROLE_TEXT[role].does} checked={roles.includes(role)} onChange={() => toggle(role)} />
      ))}
      {error && (
        <p className="err" role="alert">
          <StatusShape s="failed" size={12} label={null} />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}
