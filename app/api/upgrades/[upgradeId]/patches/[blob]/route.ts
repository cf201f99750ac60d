import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { readPatch } from "@/lib/services/read-upgrade-blob";

/** One file's patch, byte for byte; never interpreted by the browser on its own. */
export const GET = route<{ upgradeId: string; blob: string }>(async (request, { upgradeId, blob }) => {
  await requirePerson(request);
  const patch = await readPatch(container(), upgradeId, blob);
  if (!patch.ok) return respond(patch, () => ({}));
  return new Response(new Uint8Array(patch.value), {
    headers: {
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-disposition": "attachment",
      "cache-control": "private, no-store",
    },
  });
});
