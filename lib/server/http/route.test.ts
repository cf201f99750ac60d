import { describe, expect, it } from "vitest";
import { route } from "./route";

const answerTo = (error: Error) =>
  route(async () => {
    throw error;
  })(new Request("http://127.0.0.1/api/apps"), { params: Promise.resolve({}) });

describe("a route", () => {
  it("takes a sender who hung up for just that, whoever was reading the body", async () => {
    const answer = await answerTo(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ code: "bad-input", message: "The body broke off; send it again.", details: [] });
  });
});
