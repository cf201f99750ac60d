import { joinOr } from "@/lib/core/join-words";
import type { Expectation } from "@/lib/core/lane/lane";

/** What is looked at to tell whether an expectation is met; slots such as {app} stand as the lane has them. */
export function describeCheck({ check }: Expectation): string {
  switch (check.type) {
    case "file-contains":
      return `${check.path} has “${check.text}”`;
    case "file-lacks":
      return `${check.path} does not have “${check.text}”`;
    case "path-exists":
      return `${check.path} exists`;
    case "some-file-contains":
      return `one of ${check.paths.join(", ")} has “${check.text}”`;
    case "route":
      return `${check.path} has the route ${check.route}`;
    case "config-value":
      return `${check.paths.join(", ")} set ${check.keys.join(" → ")}${check.lacks.length > 0 ? `, and not to ${joinOr(check.lacks)}` : ""}`;
    case "single-migrations":
      return `no two migrations in ${check.folder} have the same name`;
    case "new-migration":
      return `${check.folder} has a new migration ${check.name}`;
    case "schema-version":
      return "schema_version in config/config.exs is the locked version";
    case "no-finding":
      return `the last attempt of ${check.step} has no finding ${check.finding}`;
  }
}
