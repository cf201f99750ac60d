import { Chip } from "@/components/ui/chip";
import { ROLE_TEXT, type Role } from "@/lib/core/people/person";

export function RoleChips({ roles }: { roles: readonly Role[] }) {
  if (roles.length === 0) return <span className="q small">No role, may only read</span>;
  return (
    <span className="row wrap gap-1">
      {roles.map((role) => (
        <Chip key={role} title={ROLE_TEXT[role].does}>
          {ROLE_TEXT[role].title}
        </Chip>
      ))}
    </span>
  );
}
