import { createServer } from "node:net";

/** A loopback port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  try {
    return await new Promise((resolve, reject) => {
      server.on("error", reject);
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("expected a port, the system gave none"));
      });
    });
  } finally {
    server.close();
  }
}
