import { discardDraftsSchema } from "@/lib/contract/comments-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, route } from "@/lib/server/http/route";
import { discardDrafts } from "@/lib/services/save-draft";

export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const { ids } = await parseBody(request, discardDraftsSchema);
  return json({ drafts: await discardDrafts(container(), person, upgradeId, ids) });
});
