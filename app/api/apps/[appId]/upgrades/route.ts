import { container } from "@/lib/server/container";
import { json, requirePerson, route } from "@/lib/server/http/route";

/** Every upgrade of an app, newest first. */
export const GET = route<{ appId: string }>(async (request, { appId }) => {
  await requirePerson(request);
  const rows = await container().log.listRows();
  const upgrades = rows
    .filter((row) => row.appId === appId)
    .map(({ upgradeId, laneId, state, startedAt, endedAt }) => ({ upgradeId, laneId, state, startedAt, endedAt }));
  return json({ upgrades });
});
