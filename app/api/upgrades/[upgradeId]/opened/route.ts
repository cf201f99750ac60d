import { markOpenedSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { listOpened, markOpened } from "@/lib/services/mark-opened";

export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  return json({ opened: Object.fromEntries(await listOpened(container(), person, upgradeId)) });
});

export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const input = await parseBody(request, markOpenedSchema);
  return respond(await markOpened(container(), person, upgradeId, input), (opened) => ({ opened: Object.fromEntries(opened) }));
});
