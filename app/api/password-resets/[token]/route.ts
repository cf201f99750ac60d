import { container } from "@/lib/server/container";
import { json, refusalResponse, route } from "@/lib/server/http/route";

/** Whose password a link sets, for whoever holds it. */
export const GET = route<{ token: string }>(async (_request, { token }) => {
  const found = await container().passwordResets.find(token);
  return found
    ? json(found)
    : refusalResponse({ code: "not-found", message: "This link was used or has expired. Ask an administrator for a new one.", details: [] }, 404);
});
