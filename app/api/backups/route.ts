import { z } from "zod";
import { makeBackupNow, readBackups } from "@/lib/server/backups-admin";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, respond, route } from "@/lib/server/http/route";

export const GET = route(async (request) => {
  const person = await requirePerson(request);
  return respond(await readBackups(container(), person), (backups) => backups);
});

/** Makes one now and answers when it is verified. */
export const POST = route(async (request) => {
  const person = await requirePerson(request);
  await parseBody(request, z.strictObject({}));
  return respond(await makeBackupNow(container(), person), (backups) => backups);
});
