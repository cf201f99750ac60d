import { describe, expect, it } from "vitest";
import { passkeySettingsSchema } from "@/lib/contract/agent-api";
import { isHostOf, isLocalhost, passkeyDefaults } from "./passkey-defaults";

describe("passkey settings", () => {
  it("start as the guide has them, without a host", () => {
    expect(passkeyDefaults("Harbor")).toMatchObject({
      rpId: "",
      origin: "",
      rpName: "Harbor",
      timeoutMs: 60_000,
      ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
    });
    expect(passkeySettingsSchema.safeParse(passkeyDefaults("Harbor")).success).toBe(false);
    expect(passkeySettingsSchema.safeParse({ ...passkeyDefaults("Harbor"), rpId: "example.com", origin: "https://example.com" }).success).toBe(true);
  });

  it.each(["localhost", "http://localhost:4000", "127.0.0.1", " https://127.0.0.1 ", "http://0.0.0.0:80"])("are warned of with %s", (text) => {
    expect(isLocalhost(text)).toBe(true);
  });

  it.each(["example.com", "https://localhost.example.com", "", "mylocalhost"])("are not warned of with %s", (text) => {
    expect(isLocalhost(text)).toBe(false);
  });

  it("hold together when the origin is the domain or below it", () => {
    expect(isHostOf("https://example.com", "example.com")).toBe(true);
    expect(isHostOf("https://app.Example.com:443", "example.com")).toBe(true);
    expect(isHostOf("https://notexample.com", "example.com")).toBe(false);
    expect(isHostOf("", "example.com")).toBe(true);
  });
});
