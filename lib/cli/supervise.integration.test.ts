import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "@/lib/testing/free-port";
import { type Service, supervise } from "./supervise";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-review-supervise-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A service made of a line of JavaScript. */
async function aService(script: string): Promise<Service> {
  const file = join(folder, "service.mjs");
  writeFileSync(file, script);
  const port = await freePort();
  return { name: "agent", args: [file, String(port)], env: {}, logFile: join(folder, "agent.log"), host: "127.0.0.1", port };
}

const SERVER = `
import { createServer } from "node:http";
createServer((_, response) => response.end(String(process.pid))).listen(Number(process.argv[2]), "127.0.0.1", () => console.log("up"));
process.on("SIGTERM", () => { console.log("asked to stop"); process.exit(0); });
`;

describe("a supervised service", () => {
  it("is started again after it was killed, and says so", async () => {
    const service = await aService(SERVER);
    const readPid = async () => Number(await (await fetch(`http://127.0.0.1:${service.port}/`)).text());
    let hear = (_: string): void => {};
    const heard = new Promise<string>((resolve) => {
      hear = resolve;
    });
    const supervised = supervise(service, hear);
    await supervised.ready;
    const first = await readPid();

    process.kill(first, "SIGKILL");

    expect(await heard).toBe(`The agent ended (SIGKILL); starting it again in 1 s. Its log: ${service.logFile}`);
    const second = await expect.poll(readPid, { timeout: 10_000 }).not.toBe(first).then(readPid);
    await supervised.stop();
    expect(() => process.kill(second, 0)).toThrow();
    expect(readFileSync(service.logFile, "utf8")).toBe("up\nup\nasked to stop\n");
  });

  it("that ends before it was ready tells why", async () => {
    const supervised = supervise(await aService(`console.error("no such thing"); process.exit(3);`), () => {});

    await expect(supervised.ready).rejects.toThrow("the agent did not start (exit code 3):\nno such thing");

    await supervised.stop();
  });
});
