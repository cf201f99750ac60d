import { z } from "zod";
import { container } from "@/lib/server/container";
import { json, refusalResponse, requirePerson, route } from "@/lib/server/http/route";

const MOST_RECORDS = 1_000_000_000;
const afterSchema = z.coerce.number().int().min(0).max(MOST_RECORDS).catch(0);

/** The audit records after a sequence number, exactly as they are stored. */
export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  await requirePerson(request);
  const { log } = container();
  const after = afterSchema.parse(new URL(request.url).searchParams.get("after"));
  const news = await log.read(upgradeId, after + 1);
  const isKnown = news.length > 0 || (await log.read(upgradeId, after)).length > 0 || (await log.read(upgradeId)).length > 0;
  if (!isKnown) return refusalResponse({ code: "not-found", message: "There is no such upgrade.", details: [] }, 404);
  return json({ records: news });
});
