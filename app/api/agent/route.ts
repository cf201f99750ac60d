import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";

/** The agent, as it answers now; null when it does not. */
export const GET = route(async (request) => {
  await requirePerson(request);
  const [health, apps] = await Promise.all([container().agent.health(), container().agent.listApps()]);
  return json({ agent: health.ok ? health.value : null, problem: health.ok ? null : health.error.message, apps: apps.ok ? apps.value.length : null });
});
