import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { freePort } from "./free-port";

afterEach(() => vi.restoreAllMocks());

it("gives nobody else a port, and one on which a server may listen again and again", async () => {
  const port = await freePort();
  for (let times = 0; times < 2; times += 1) {
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    server.close();
    await once(server, "close");
  }
  const [chosen, claimed, used, free] = [0, 1, 2, 3].map((step) => ((port - 20_000 + step) % 12_000) + 20_000) as [number, number, number, number];
  const elsewhere = createSocket("udp4");
  elsewhere.bind({ port: claimed, address: "127.0.0.1", exclusive: true });
  const server = createServer().listen(used, "127.0.0.1");
  await Promise.all([once(elsewhere, "listening"), once(server, "listening")]);
  const numbers = [chosen, claimed, used, free].map((wanted) => (wanted - 20_000 + 0.5) / 12_000);
  vi.spyOn(Math, "random").mockImplementation(() => numbers.shift() ?? 0.5);

  const next = await freePort();
  elsewhere.close();
  server.close();

  expect(next).toBe(free);
});
