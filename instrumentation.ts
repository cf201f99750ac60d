/** Runs once when the server starts; refuses to start when the environment or the database is not usable. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBackground } = await import("@/lib/server/container");
  await startBackground();
  if (process.env.NODE_ENV !== "production") return;
  const { refuseOddRequests } = await import("@/lib/server/http/odd-requests");
  refuseOddRequests();
}
