import "server-only";
import { listOwnOrigins } from "./own-origins";

/** A request that cannot be answered as it is. */
export class BadRequest extends Error {
  readonly details: readonly string[];
  readonly status: number;

  constructor(message: string, details: readonly string[] = [], status = 400) {
    super(message);
    this.name = "BadRequest";
    this.details = details;
    this.status = status;
  }
}

/**
 * Checks what every write has to carry: this site's own origin and a JSON body. A page of another site can
 * send neither without being asked first, whatever its cookies are.
 *
 * @throws BadRequest
 */
export function checkWrite(request: Request, publicUrl: string): void {
  const origin = request.headers.get("origin");
  if (origin === null || !listOwnOrigins(publicUrl).includes(origin)) {
    throw new BadRequest(`Expected a request from ${publicUrl}, got one from ${origin ?? "nowhere"}.`, [], 403);
  }
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new BadRequest(`Expected application/json, got ${type ?? "nothing"}.`, [], 415);
}
