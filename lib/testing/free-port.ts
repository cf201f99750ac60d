import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below what systems hand out to whoever asks for any port, so that nobody is given one of these by chance. */
const FIRST = 20_000;
const COUNT = 12_000;
/** Who holds a number's UDP port may listen on its TCP port; the system takes it back when the process ends. */
const held: Socket[] = [];

/**
 * A port of this machine's own address for a server that starts later, perhaps again and again: nobody else who asks here gets it
 * as long as this process lives, whatever process they are in.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const claim = createSocket("udp4").unref();
    const isFree = (await settles(claim.bind({ port, address: "127.0.0.1", exclusive: true }), "listening")) && (await canListen(port));
    if (isFree) {
      held.push(claim);
      return port;
    }
    claim.close();
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  if (!(await settles(server, "listening"))) return false;
  server.close();
  await once(server, "close");
  return true;
}

/** Whether something happens to an emitter, and not an error. */
function settles(emitter: NodeJS.EventEmitter, event: string): Promise<boolean> {
  return once(emitter, event).then(
    () => true,
    () => false,
  );
}
