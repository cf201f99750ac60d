import { resetPasswordSchema } from "@/lib/contract/account-api";
import { container } from "@/lib/server/container";
import { parseBody, requireRate, respond, route } from "@/lib/server/http/route";

const LIMIT = { max: 60, windowMs: 60_000 };

/** Sets a new password; the token is what authorises it. */
export const POST = route(async (request) => {
  const { token, password } = await parseBody(request, resetPasswordSchema);
  await requireRate("password-resets", LIMIT);
  return respond(await container().passwordResets.use(token, password), () => ({}));
});
