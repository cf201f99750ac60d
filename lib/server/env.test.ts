import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

describe("reading the environment", () => {
  it("needs nothing", () => {
    expect(readEnv({})).toEqual({
      dataFolder: resolve("data"),
      databaseFile: resolve("data/dashboard.db"),
      blobFolder: resolve("data/blobs"),
      host: "127.0.0.1",
      port: 4400,
      proofMs: 30 * 60_000,
      publicUrl: "http://127.0.0.1:4400",
      agentUrl: "http://127.0.0.1:4401",
      agentTokenFile: resolve("data/agent-token"),
      authSecret: null,
      backupFolder: resolve("data/backups"),
      backupEveryHours: 24,
      backupKeep: 14,
    });
  });

  it("takes what is given and treats an empty variable as not given", () => {
    const env = readEnv({ UPGRADE_REVIEW_DATA: "/srv/review", PORT: "80", PUBLIC_URL: "https://review.example.com/", AGENT_URL: "" });

    expect(env).toMatchObject({
      databaseFile: "/srv/review/dashboard.db",
      port: 80,
      publicUrl: "https://review.example.com",
      agentUrl: "http://127.0.0.1:4401",
    });
  });

  it.each([
    [{ PORT: "eighty" }, "PORT: expected a port number"],
    [{ PORT: "70000" }, "PORT: expected a port from 1 to 65535"],
    [{ PUBLIC_URL: "review.example.com" }, "PUBLIC_URL: expected an address"],
    [{ AGENT_URL: "file:///agent" }, "AGENT_URL: expected an address"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET: expected at least 32 characters"],
  ])("refuses %o and names the variable", (variables, message) => {
    expect(() => readEnv(variables)).toThrow(message);
  });
});
