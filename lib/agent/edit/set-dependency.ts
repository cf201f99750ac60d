import { ok, type Result } from "@/lib/core/result";
import { refuse, type Refusal } from "../refusal";
import { listRequirements } from "./mix-facts";

/** A file's new text, or that it says so already. */
export type Edit = { readonly content: string; readonly isChanged: boolean; readonly summary: string };

/**
 * Sets the requirement of a package in `mix.exs`.
 *
 * Refuses unless exactly one `{:package, "requirement"` stands there: anything else is for a person.
 */
export function setDependency(mixExs: string, packageName: string, requirement: string): Result<Edit, Refusal> {
  const found = listRequirements(mixExs, packageName);
  const [only] = found;
  if (only === undefined) {
    return refuse("edit-refused", `mix.exs holds no {:${packageName}, "…"}; set the requirement to ${requirement} by hand.`);
  }
  if (found.length > 1) {
    const texts = found.map(({ text }) => `"${text}"`).join(", ");
    return refuse("edit-refused", `mix.exs names :${packageName} ${found.length} times (${texts}); set the right one to ${requirement} by hand.`);
  }
  if (only.text === requirement) {
    return ok({ content: mixExs, isChanged: false, summary: `mix.exs: :${packageName} is at "${requirement}" already` });
  }
  const content = mixExs.slice(0, only.start) + requirement + mixExs.slice(only.start + only.text.length);
  return ok({ content, isChanged: true, summary: `mix.exs: :${packageName} from "${only.text}" to "${requirement}"` });
}
