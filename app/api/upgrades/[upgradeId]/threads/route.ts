import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readThreads } from "@/lib/services/read-threads";

export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  await requirePerson(request);
  const number = Number(new URL(request.url).searchParams.get("snapshot"));
  return respond(await readThreads(container(), upgradeId, number), (anchors) => ({ anchors }));
});
