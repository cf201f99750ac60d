import { describe, expect, it } from "vitest";
import { aHunk, someFacts } from "./a-hunk";
import { GENERATED_PATHS } from "./generated-paths";

const FACTS = someFacts({
  otpApp: "my_app",
  baseModule: "MyApp",
  contextFolder: "lib/my_app/accounts",
  contextModule: "MyApp.Accounts",
  webFolder: "lib/my_app_web",
});
/** Files whose labels come from what a hunk changes, not from their name. */
const BY_CONTENT = ["config/config.exs", "lib/my_app_web/router.ex", "lib/my_app_web/components/layouts.ex"];

describe("the paths of a generated host", () => {
  it.each(GENERATED_PATHS)("has $path under $category", ({ path, category, accepted, supporting, labels }) => {
    const hunk = aHunk(path.replace("TIMESTAMP", "20250101000000"), "+x = 1", { kind: "added" }, FACTS);

    expect([category, ...accepted]).toContain(hunk.category);
    if (accepted.length === 0) expect(hunk.category).toBe(category);
    expect(hunk.supporting).toBe(supporting);
    if (!BY_CONTENT.includes(path)) expect([...hunk.labels].sort()).toEqual([...labels].sort());
  });

  it("is all of them", () => {
    expect(GENERATED_PATHS).toHaveLength(92);
  });
});
