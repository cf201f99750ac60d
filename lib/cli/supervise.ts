import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export type Service = {
  readonly name: string;
  /** Arguments for this Node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where what it prints goes. */
  readonly logFile: string;
  /** Accepts connections when it is ready. */
  readonly host: string;
  readonly port: number;
};

export type Supervised = {
  /** Resolves when the service accepts connections. @throws when it ends before. */
  readonly ready: Promise<void>;
  /** Ends it and resolves when it has ended. */
  readonly stop: () => Promise<void>;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;
const PATIENCE_MS = 15_000;

/** Keeps a service running: started again after it died, a little later each time, and says so. */
export function supervise(service: Service, say: (line: string) => void): Supervised {
  const stopping = new AbortController();
  let child = start(service);
  const ready = waitUntilReady(service, child);
  const watching = ready.then(watch, () => undefined);

  async function watch(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; ; ) {
      const startedAt = performance.now();
      const how = await ended(child);
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      say(`The ${service.name} ended (${how}); starting it again in ${pauseMs / 1_000} s. Its log: ${service.logFile}`);
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      child = start(service);
    }
  }

  return {
    ready,
    stop: async () => {
      stopping.abort();
      await end(child);
      await watching;
    },
  };
}

/** In a process group of its own, so that Ctrl-C reaches only us and both services are ended in order. */
function start({ args, env, logFile }: Service): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  child.once("error", () => undefined);
  return child;
}

async function waitUntilReady({ name, host, port, logFile }: Service, child: ChildProcess): Promise<void> {
  const over = new AbortController();
  const died = ended(child).then((how) => {
    over.abort();
    throw new Error(`the ${name} did not start (${how}):\n${lastLines(logFile)}`);
  });
  const answers = async (): Promise<void> => {
    while (!over.signal.aborted && !(await canConnect(host, port))) await wait(100);
  };
  await Promise.race([answers(), died]);
  died.catch(() => undefined);
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function ended(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  }
  return child.signalCode ?? `exit code ${child.exitCode}`;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  const tooLong = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended(child);
  clearTimeout(tooLong);
}

function lastLines(logFile: string): string {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
