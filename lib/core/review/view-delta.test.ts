import { describe, expect, it } from "vitest";
import { toLineDelta } from "./view-delta";

describe("the words in which a line differs", () => {
  it("are shown whole, with what stays around them", () => {
    expect(toLineDelta(["up", "  on_delete: :delete_all)", "end"], ["up", "  on_delete: :nilify_all)", "end"])).toEqual({
      before: "on_delete: ",
      removed: ":delete_all",
      added: ":nilify_all",
      after: ")",
    });
  });

  it("are only added ones when nothing was taken out", () => {
    expect(toLineDelta(["index(:orgs, [:owner])"], ['index(:orgs, [:owner], where: "personal")'])).toMatchObject({ removed: "", added: ', where: "personal"' });
  });

  it("are not picked out when more than a line differs, or none", () => {
    expect(toLineDelta(["a", "b"], ["c", "d"])).toBeNull();
    expect(toLineDelta(["a"], ["a"])).toBeNull();
  });
});
