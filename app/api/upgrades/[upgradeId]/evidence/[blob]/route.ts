import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readUpgradeEvidence } from "@/lib/services/add-evidence";

/** A piece of evidence, byte for byte, boxed in: it is somebody's upload, whatever it says. */
export const GET = route<{ upgradeId: string; blob: string }>(async (request, { upgradeId, blob }) => {
  await requirePerson(request);
  const found = await readUpgradeEvidence(container(), upgradeId, blob);
  if (!found.ok) return respond(found, () => ({}));
  const { type, bytes } = found.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": type === "image/png" ? type : "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="evidence-${blob.slice(0, 12)}.${type === "image/png" ? "png" : "txt"}"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    },
  });
});
