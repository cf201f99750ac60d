import { request as nodeRequest } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { aJob, startAgent, type Started } from "@/lib/testing/agent/an-agent";
import { ENDPOINTS } from "./endpoints";

type Sent = { readonly status: number; readonly code: unknown; readonly headers: Readonly<Record<string, unknown>> };

/** Sends exactly the given header lines over a socket. */
function send({ port }: Started, requestLine: string, headers: readonly string[], body = ""): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write([requestLine, ...headers, `Content-Length: ${body.length}`, "Connection: close", "", body].join("\r\n")),
    );
    let text = "";
    socket.on("data", (piece) => (text += piece.toString("utf8")));
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", ...rest] = text.split("\r\n\r\n");
      const [statusLine = "", ...lines] = head.split("\r\n");
      const found = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]));
      resolve({ status: Number(statusLine.split(" ")[1]), code: /"code":"([^"]+)"/.exec(rest.join(""))?.[1], headers: found });
    });
  });
}

const good = ({ port, token }: Started) => [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`];

describe("the agent's door", () => {
  it("answers the dashboard under the three loopback names and under no other", async () => {
    const started = await startAgent();
    const { port, token } = started;
    const ask = (...hosts: readonly string[]) =>
      send(started, "GET /health HTTP/1.1", [...hosts.map((host) => `Host: ${host}`), `Authorization: Bearer ${token}`]);

    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) expect((await ask(host)).status).toBe(200);
    const others = [
      "attacker.test",
      `attacker.test:${port}`,
      "127.0.0.1",
      "localhost",
      `localhost.:${port}`,
      `LOCALHOST:${port}`,
      `127.1:${port}`,
      `0.0.0.0:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `127.0.0.1:${port + 1}`,
      `127.0.0.1:0${port}`,
      `a@127.0.0.1:${port}`,
      `127.0.0.1:${port}.attacker.test`,
      `2130706433:${port}`,
    ];
    for (const host of others) expect([host, (await ask(host)).status === 200]).toEqual([host, false]);
    expect((await ask(`localhost:${port}`)).code).toBeUndefined();
    expect(await ask("attacker.test")).toMatchObject({ status: 421, code: "wrong-host" });
    expect((await ask(`127.0.0.1:${port}`, `127.0.0.1:${port}`)).status).not.toBe(200);
    expect((await ask(`127.0.0.1:${port}`, "attacker.test")).status).not.toBe(200);
    expect((await ask()).status).not.toBe(200);
    expect((await send(started, "GET /health HTTP/1.0", [`Authorization: Bearer ${token}`])).status).not.toBe(200);
    expect((await send(started, `GET http://127.0.0.1:${port}/health HTTP/1.1`, good(started))).status).not.toBe(200);
  });

  it.each([
    ["any Origin", ["Origin: http://localhost:3000"], 403, "forbidden-origin"],
    ["the Origin null", ["Origin: null"], 403, "forbidden-origin"],
    ["its own Origin", ["Origin: http://127.0.0.1"], 403, "forbidden-origin"],
    ["a page of another site", ["Sec-Fetch-Site: cross-site"], 403, "forbidden-origin"],
    ["a page of the same origin", ["Sec-Fetch-Site: same-origin"], 403, "forbidden-origin"],
  ])("is closed to %s, token or not", async (_what, extra, status, code) => {
    const started = await startAgent();

    const answer = await send(started, "GET /health HTTP/1.1", [...good(started), ...extra]);

    expect(answer).toMatchObject({ status, code });
  });

  it("is closed without the token, on every endpoint and the unknown ones", async () => {
    const started = await startAgent();
    const host = `Host: 127.0.0.1:${started.port}`;
    const paths = [
      ...ENDPOINTS.map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/[{}]/g, "")}`),
      "GET /openapi.json",
      "GET /nowhere",
      "OPTIONS /jobs",
    ];

    for (const line of paths) {
      expect([line, (await send(started, `${line} HTTP/1.1`, [host, "Content-Type: application/json"], "{}")).status]).toEqual([line, 401]);
    }
    const { token } = started;
    const wrong = [`Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `bearer ${token}`, "Bearer ", `Basic ${token}`, token, `Bearer ${token.toUpperCase()}`];
    for (const value of wrong) expect((await send(started, "GET /health HTTP/1.1", [host, `Authorization: ${value}`])).status).toBe(401);
  });

  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/json, text/plain", 415],
    ["application/json; charset=utf-8", 400],
    ["application/json", 400],
  ])("takes a body of type %s only when it is JSON", async (type, status) => {
    const started = await startAgent();

    expect((await send(started, "POST /jobs HTTP/1.1", [...good(started), `Content-Type: ${type}`], "{}")).status).toBe(status);
  });

  it("refuses a body over 1 MiB, announced or not", async () => {
    const started = await startAgent();
    const headers = { authorization: `Bearer ${started.token}`, "content-type": "application/json" };
    const url = `${started.url}/jobs`;

    const announced = await fetch(url, { method: "POST", headers, body: "x".repeat(1024 * 1024 + 1) });
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const sending = nodeRequest(url, { method: "POST", headers: { ...headers, "transfer-encoding": "chunked" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sending.on("error", reject);
      for (let piece = 0; piece < 20; piece += 1) sending.write("x".repeat(64 * 1024));
      sending.end();
    });

    expect([announced.status, chunked]).toEqual([413, 413]);
  });

  it("takes a body in chunks as any other, and says so when one is no text", async () => {
    const started = await startAgent();
    const sendChunked = (body: Uint8Array) =>
      new Promise<string>((resolve, reject) => {
        const headers = { authorization: `Bearer ${started.token}`, "content-type": "application/json", "transfer-encoding": "chunked" };
        const sending = nodeRequest(`${started.url}/jobs`, { method: "POST", headers }, (response) => {
          let text = "";
          response.on("data", (piece: Buffer) => (text += piece.toString()));
          response.on("end", () => resolve(`${response.statusCode} ${text}`));
        });
        sending.on("error", reject);
        sending.write(body.subarray(0, 2));
        sending.end(body.subarray(2));
      });

    expect(await sendChunked(Buffer.from(JSON.stringify(aJob({ type: "clean-tree" }))))).toMatch(/^202 /);
    expect(await sendChunked(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toMatch(/^400 .*no UTF-8/);
  });

  it("marks every answer for no browser to keep or embed, and allows no other origin", async () => {
    const started = await startAgent();

    for (const [line, headers] of [
      ["GET /health", good(started)],
      ["GET /nowhere", good(started)],
      ["GET /health", ["Host: attacker.test"]],
    ] as const) {
      const answer = await send(started, `${line} HTTP/1.1`, headers);
      expect(answer.headers).toMatchObject({ "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin", "cache-control": "no-store" });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("names the bad field of a job and shows no insides", async () => {
    const started = await startAgent();
    const headers = { authorization: `Bearer ${started.token}`, "content-type": "application/json" };
    const job = { ...aJob({ type: "clean-tree" }), attempt: 0 };

    const answer = await fetch(`${started.url}/jobs`, { method: "POST", headers, body: JSON.stringify(job) });
    const garbage = await fetch(`${started.url}/jobs`, { method: "POST", headers, body: "{" });

    expect([answer.status, await answer.json()]).toEqual([400, { code: "bad-request", message: expect.stringMatching(/^body: attempt: /) }]);
    expect([garbage.status, await garbage.json()]).toEqual([400, { code: "bad-request", message: "Expected a JSON body." }]);
  });

  it.each([
    "/jobs/..%2f..%2ftoken",
    "/jobs/%2e%2e",
    "/jobs/aaaaaaaa/log",
    "/jobs/..%2fjournal.ndjson/log",
    "/jobs/aaaaaaaa/outputs/..%2fjob.json",
    "/apps/..%2f/lock",
  ])("finds nothing under %s", async (path) => {
    const started = await startAgent();

    expect((await send(started, `GET ${path} HTTP/1.1`, good(started))).status).toBe(404);
  });
});

describe("the API's description", () => {
  it("has exactly the endpoints that there are", async () => {
    const { agent, url, token } = await startAgent();
    const served = agent.http.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);

    const answer = await fetch(`${url}/openapi.json`, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();

    expect(new Set(served)).toEqual(new Set([...ENDPOINTS.map(({ method, path }) => `${method} ${path}`), "get /openapi.json"]));
    expect(text).toContain('"openapi":"3.1.0"');
    for (const { path } of ENDPOINTS) expect(text).toContain(`"${path}":`);
  });
});
