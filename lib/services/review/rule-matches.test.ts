import { describe, expect, it } from "vitest";
import { createReviewWorld } from "@/lib/testing/review-world";
import { createReviewReader } from "./review-reader";
import { readRuleMatches } from "./rule-matches";

describe("what each rule decided about", () => {
  it("is counted, with the first hunks by name and place", async () => {
    const migrations = Object.fromEntries(
      Array.from({ length: 40 }, (_none, at) => [`priv/repo/migrations/202501010000${10 + at}_m${at}.exs`, `defmodule M${at} do\nend\n`]),
    );
    const world = await createReviewWorld({}, { ...migrations, "lib/harbor_web/router.ex": "defmodule HarborWeb.Router do\nend\n" });
    const review = createReviewReader(world);

    const matches = await readRuleMatches({ log: world.log, review }, "upgrade-1");

    expect(matches).toMatchObject({
      ok: true,
      value: {
        snapshot: 1,
        rules: {
          router: { count: 1, hunks: [{ path: "lib/harbor_web/router.ex", line: 1, placement: "router" }] },
          migration: { count: 40, hunks: { length: 30 } },
        },
      },
    });
    expect(await readRuleMatches({ log: world.log, review }, "nobody-knows")).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});
