import { type NextRequest, NextResponse } from "next/server";

/**
 * The content security policy with its nonce, the address for the sign-in page, and a plain answer to an address
 * that is no text; nothing else: who may do what is decided in routes and services, never here (a proxy can be
 * gone around).
 */
export function proxy(request: NextRequest): NextResponse {
  if (!isText(request.nextUrl.pathname)) {
    const refusal = {
      code: "bad-input",
      message: "Expected a method that pages and the API know, and an address that begins with a slash and is UTF-8.",
      details: [],
    };
    return NextResponse.json(refusal, { status: 400, headers: { "cache-control": "private, no-store" } });
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Where a person was going, so that signing in leads there.
  headers.set("x-address", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Whether an address can be decoded; Next answers one that cannot with a bare error. */
function isText(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Sizes known only at run time (bars, row heights) are style attributes; they cannot run code.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // Syntax colours are found beside the page.
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Pages alone. The API checks everything itself: to pass by here took a third of what an answer costs. */
export const config = { matcher: [{ source: "/((?!api/|_next/static|favicon.svg).*)" }] };
