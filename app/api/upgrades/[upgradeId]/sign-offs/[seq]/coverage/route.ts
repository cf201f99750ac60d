import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readSignOffCoverage } from "@/lib/services/read-upgrade-blob";

/** Which hunks a sign-off covers, and which its reviewer had opened. */
export const GET = route<{ upgradeId: string; seq: string }>(async (request, { upgradeId, seq }) => {
  await requirePerson(request);
  return respond(await readSignOffCoverage(container(), upgradeId, Number(seq)), (coverage) => coverage);
});
