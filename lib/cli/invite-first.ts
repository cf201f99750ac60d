import { createInvitations } from "@/lib/server/auth/invitations";
import { createDatabase } from "@/lib/server/db/database";
import type { Env } from "@/lib/server/env";

/** Prints the first administrator's link while there are no people. */
export async function inviteFirst({ databaseFile, publicUrl }: Env): Promise<void> {
  const database = createDatabase({ file: databaseFile });
  try {
    const link = await createInvitations({ store: database.invitations, publicUrl, now: Date.now }).inviteFirst();
    if (link) console.log(`Nobody can sign in yet. This link makes the first administrator, once, within 30 minutes:\n  ${link.url}`);
  } finally {
    await database.close();
  }
}
