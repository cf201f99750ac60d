import { Agent, request as httpRequest } from "node:http";

export type ApiAnswer = { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> };

export type ApiRequest = {
  readonly port: number;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly publicUrl: string;
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  /** Hangs up after the request was sent, before an answer can come. */
  readonly hangUp?: boolean;
};

/** No answer came, so nobody knows what became of the request. */
export class NoAnswer extends Error {}

/** Keeps connections open; one per run, so that `destroy` closes them all. */
export function createConnections(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 64 });
}

/** Asks one process of the dashboard as a browser at its public address would. @throws NoAnswer */
export function ask(agent: Agent, { port, method, path, publicUrl, cookie, body, hangUp = false }: ApiRequest): Promise<ApiAnswer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    host: new URL(publicUrl).host,
    ...(method === "POST" ? { origin: publicUrl, "content-type": "application/json" } : {}),
    ...(text === undefined ? {} : { "content-length": Buffer.byteLength(text) }),
    ...(cookie ? { cookie } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ agent, host: "127.0.0.1", port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (cause) => reject(new NoAnswer("the answer broke off", { cause })));
      response.on("end", () => {
        if (!response.complete) return reject(new NoAnswer("the answer broke off"));
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parse(Buffer.concat(chunks).toString()) });
      });
    });
    sent.on("error", (cause) => reject(new NoAnswer("no answer", { cause })));
    sent.end(text, () => {
      if (hangUp) setImmediate(() => sent.destroy());
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Signs a person in; the cookie to send from then on. */
export async function signIn(agent: Agent, at: Pick<ApiRequest, "port" | "publicUrl">, email: string, password: string): Promise<string> {
  const answer = await ask(agent, { ...at, method: "POST", path: "/api/auth/sign-in/email", body: { email, password } });
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
  const cookies = answer.headers["set-cookie"];
  return (Array.isArray(cookies) ? cookies : []).map((line: string) => line.split(";")[0]).join("; ");
}
