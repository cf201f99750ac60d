import { container } from "@/lib/server/container";
import { route } from "@/lib/server/http/route";

/** Sign-in, sign-out, the session and the change of a password; everything else of the library is closed. */
export const GET = route<{ all: string[] }>((request) => container().auth.handler(request));

export const POST = route<{ all: string[] }>((request) => container().auth.handler(request));
