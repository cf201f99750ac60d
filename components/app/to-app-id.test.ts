import { describe, expect, it } from "vitest";
import { appIdSchema } from "@/lib/contract/agent-api";
import { toAppId } from "./to-app-id";

describe("an id from a name", () => {
  it.each([
    ["harbor", "harbor"],
    ["Harbor Web_App", "harbor-web-app"],
    ["  Größe!", "gro-e"],
    ["***", "app"],
  ])("makes %j into %j", (name, id) => {
    expect(toAppId(name, [])).toBe(id);
  });

  it("is numbered when it is taken", () => {
    expect(toAppId("harbor", ["harbor", "harbor-2"])).toBe("harbor-3");
  });

  it("is always one the agent takes", () => {
    for (const name of ["a".repeat(100), "-x-", "9 lives", "ÄÖÜ"]) expect(appIdSchema.safeParse(toAppId(name, [])).success).toBe(true);
  });
});
