// The control: a server as one writes it in a hurry. It trusts the body's types (500), one address takes far too long,
// and another throws where nobody catches (a crash). Argument: the port.
import { createServer } from "node:http";

/** In processor time, so that it is too long on every machine. */
const SPENT_MS = 500;

createServer(async (request, response) => {
  try {
    let text = "";
    for await (const piece of request) text += piece;
    if (request.url?.startsWith("/crash")) setImmediate(() => JSON.parse("{"));
    const before = readUsedMs();
    while (request.url?.startsWith("/slow") && readUsedMs() - before < SPENT_MS);
    response.end(JSON.parse(text).type.trim());
  } catch {
    response.statusCode = 500;
    response.end("Internal Server Error");
  }
}).listen(Number(process.argv[2]), "127.0.0.1");

function readUsedMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
