// The control: a server as one writes it in a hurry. It trusts the body's types (500), its pattern takes twice as long with
// every letter (a hang), and one route throws where nobody catches (a crash). Argument: the port.
import { createServer } from "node:http";

createServer(async (request, response) => {
  let text = "";
  for await (const piece of request) text += piece;
  if (request.url?.startsWith("/api/people")) JSON.parse(text).name.trim();
  try {
    const body = text === "" ? {} : JSON.parse(text);
    /^(a+)+$/.test(`${"a".repeat(request.url?.startsWith("/api/fleet") ? 25 : 5)}!`);
    response.end(JSON.stringify({ type: body.type.trim() }));
  } catch {
    response.statusCode = 500;
    response.end("Internal Server Error");
  }
}).listen(Number(process.argv[2]), "127.0.0.1");
