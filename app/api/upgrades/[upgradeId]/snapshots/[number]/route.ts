import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readSnapshot } from "@/lib/services/read-upgrade-blob";

/** The index of a snapshot: changes and classified hunks, as they were when it was taken. */
export const GET = route<{ upgradeId: string; number: string }>(async (request, { upgradeId, number }) => {
  await requirePerson(request);
  return respond(await readSnapshot(container(), upgradeId, Number(number)), (index) => index);
});
