import { describe, expect, it } from "vitest";
import { parseConfig } from "./config";

const valid = { listen: { host: "127.0.0.1", port: 4100 }, tokenFile: "token", dataDir: "/var/agent", roots: ["/srv/apps"] };

describe("the agent's configuration", () => {
  it("fills in defaults and takes relative paths from its folder", () => {
    expect(parseConfig(valid, "/etc/agent", "agent.json")).toMatchObject({ tokenFile: "/etc/agent/token", dataDir: "/var/agent", apps: [], programPath: [] });
  });

  it.each([
    ["an address that others can reach", { ...valid, listen: { host: "0.0.0.0", port: 1 } }, "agent.json: listen.host: expected a loopback address"],
    ["an app id with capitals", { ...valid, apps: [{ id: "Shop", name: "Shop", path: "/x" }] }, "agent.json: apps.0.id: expected lower-case"],
    [
      "an id twice",
      {
        ...valid,
        apps: [
          { id: "a", name: "A", path: "/a" },
          { id: "a", name: "B", path: "/b" },
        ],
      },
      "agent.json: apps.1.id: expected an id that no other app has",
    ],
    [
      "a command that is a string",
      { ...valid, apps: [{ id: "a", name: "A", path: "/a", commands: { "l/s": "mix test" } }] },
      "agent.json: apps.0.commands.l/s:",
    ],
    ["a misspelt field", { ...valid, rots: [] }, "agent.json: (whole file): Unrecognized key"],
    ["no roots", { ...valid, roots: [] }, "agent.json: roots:"],
  ])("names the bad field: %s", (_what, content, message) => {
    expect(() => parseConfig(content, "/", "agent.json")).toThrow(message);
  });
});
