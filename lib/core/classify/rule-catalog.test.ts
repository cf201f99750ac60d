import { describe, expect, it } from "vitest";
import { RULE_CATALOG } from "./rule-catalog";

describe("the catalogue of rules", () => {
  it("gives every rule an id of its own and one sentence of reason", () => {
    expect(new Set(RULE_CATALOG.map(({ id }) => id)).size).toBe(RULE_CATALOG.length);
    for (const { reason } of RULE_CATALOG) expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});
