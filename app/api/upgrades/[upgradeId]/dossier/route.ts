import { container } from "@/lib/server/container";
import { requirePerson, respond, route } from "@/lib/server/http/route";
import { exportDossier } from "@/lib/services/export-dossier";

/** The upgrade's dossier as an archive, made while it is sent. */
export const GET = route<{ upgradeId: string }>(async (request, { upgradeId }) => {
  const person = await requirePerson(request);
  const dossier = await exportDossier(container(), person, upgradeId);
  if (!dossier.ok) return respond(dossier, () => ({}));
  const chunks = dossier.value.read();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => void chunks.return(undefined),
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-tar",
      "content-disposition": `attachment; filename="${dossier.value.fileName}"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    },
  });
});
