import { z } from "zod";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, route } from "@/lib/server/http/route";

/** What the browser needs to use one of my passkeys. */
export const POST = route(async (request) => {
  const { id } = await requirePerson(request);
  await parseBody(request, z.strictObject({}));
  return json(await container().passkeys.askUse("prove", id));
});
