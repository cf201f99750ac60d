import { newAppSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { addApp } from "@/lib/services/add-app";
import { readApps } from "@/lib/services/read-apps";

export const GET = route(async (request) => {
  await requirePerson(request);
  return json(await readApps(container()));
});

export const POST = route(async (request) => {
  const person = await requirePerson(request);
  const input = await parseBody(request, newAppSchema);
  return respond(await addApp(container(), person, input), ({ id }) => ({ id }));
});
