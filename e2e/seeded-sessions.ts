import { createHmac, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { credentialsOf, PEOPLE, type PersonName } from "./people";

const HOUR_MS = 60 * 60 * 1_000;

type Place = { readonly databaseFile: string; readonly dataFolder: string; readonly port: number };

/**
 * A session for everybody, as if they had signed in just now at a dashboard that is not up yet: six passwords take a
 * second and a half of a processor. Returns the cookie that each of them sends.
 */
export function createSeededSessions({ databaseFile, dataFolder, port }: Place): ReadonlyMap<PersonName, string> {
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(join(dataFolder, "auth-secret"), `${secret}\n`, { mode: 0o600 });
  const database = new Sqlite(databaseFile);
  const add = database.prepare("INSERT INTO session (id, token, userId, createdAt, updatedAt, expiresAt) SELECT ?, ?, id, ?, ?, ? FROM user WHERE email = ?");
  const cookies = new Map<PersonName, string>();
  const now = Date.now();
  for (const name of Object.keys(PEOPLE) as PersonName[]) {
    const token = randomBytes(24).toString("base64url");
    add.run(name, token, toStored(now), toStored(now), toStored(now + 8 * HOUR_MS), credentialsOf(name).email);
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    cookies.set(name, `upgrade-review-${port}.session_token=${encodeURIComponent(`${token}.${signature}`)}`);
  }
  database.close();
  return cookies;
}

/** A moment as the database keeps it. */
function toStored(at: number): string {
  return new Date(at).toISOString().replace("Z", "+00:00");
}
