import { container } from "@/lib/server/container";
import { route, storageResponse } from "@/lib/server/http/route";

/** Sign-in, sign-out, the session and the change of a password; everything else of the library is closed. */
export const GET = route<{ all: string[] }>((request) => container().auth.handler(request));

export const POST = route<{ all: string[] }>(async (request) => {
  const { auth, storage } = container();
  const response = await auth.handler(request);
  const problem = storage.problem();
  // The library says only that something failed.
  return response.status >= 500 && problem ? storageResponse(problem.kind) : response;
});
