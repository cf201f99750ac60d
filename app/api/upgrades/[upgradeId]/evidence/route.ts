import { newEvidenceSchema } from "@/lib/contract/dashboard-api";
import { container } from "@/lib/server/container";
import { parseBody, requirePerson, requireRate, respond, route } from "@/lib/server/http/route";
import { addEvidence } from "@/lib/services/add-evidence";

const LIMIT = { max: 60, windowMs: 60_000 };
/** The largest picture in base64, and the JSON around it. */
const MOST_BYTES = 12 * 1_024 * 1_024;

/** Takes in a picture or a text; an answer names it afterwards. */
export const POST = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const { content } = await parseBody(request, newEvidenceSchema, MOST_BYTES);
  await requireRate(`evidence:${person.id}`, LIMIT);
  return respond(await addEvidence(container(), person, upgradeId, new Uint8Array(Buffer.from(content, "base64"))), (stored) => stored);
});
