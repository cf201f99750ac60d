import { saveDraftSchema } from "@/lib/contract/comments-api";
import { container } from "@/lib/server/container";
import { json, parseBody, requirePerson, respond, route } from "@/lib/server/http/route";
import { listDrafts, saveDraft } from "@/lib/services/save-draft";

export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  return json({ drafts: await listDrafts(container(), person, upgradeId) });
});

export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const input = await parseBody(request, saveDraftSchema);
  return respond(await saveDraft(container(), person, upgradeId, input), (drafts) => ({ drafts }));
});
