import { container } from "@/lib/server/container";
import { json, refusalResponse, requirePerson, route } from "@/lib/server/http/route";

/** The audit records after a sequence number, exactly as they are stored. */
export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  await requirePerson(request);
  const after = Number(new URL(request.url).searchParams.get("after") ?? 0);
  const records = await container().log.read(upgradeId);
  if (records.length === 0) return refusalResponse({ code: "not-found", message: "There is no such upgrade.", details: [] }, 404);
  return json({ records: records.filter(({ seq }) => seq > after) });
});
