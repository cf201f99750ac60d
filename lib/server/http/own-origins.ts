import "server-only";

/** The origins a browser may have this dashboard open under: on one machine `localhost` and `127.0.0.1` are the same. */
export function listOwnOrigins(publicUrl: string): readonly string[] {
  const { protocol, hostname, port } = new URL(publicUrl);
  const isLoopback = hostname === "127.0.0.1" || hostname === "localhost";
  return (isLoopback ? ["127.0.0.1", "localhost"] : [hostname]).map((host) => `${protocol}//${host}${port ? `:${port}` : ""}`);
}
