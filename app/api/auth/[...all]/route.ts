import { container } from "@/lib/server/container";

/** Sign-in, sign-out, the session and the change of a password; everything else of the library is closed. */
export function GET(request: Request): Promise<Response> {
  return container().auth.handler(request);
}

export function POST(request: Request): Promise<Response> {
  return container().auth.handler(request);
}
